"""First pages that are made up, in many layouts and languages, for training alone: no score is measured on them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from kurilsearch.model import SourceText
from kurilsearch.parse import parse_document
from tests.benchmarks.first_pages.made_addresses import made_address, made_mail, made_name
from tests.benchmarks.first_pages.truth import Page, Truth


@dataclass(frozen=True)
class Tongue:
    """The words of one language: parts of titles, names, what headers say, and running text."""

    titles: tuple[str, ...]
    nouns: tuple[str, ...]
    places: tuple[str, ...]
    given: tuple[str, ...]
    families: tuple[str, ...]
    journals: tuple[str, ...]
    houses: tuple[str, ...]
    by: str
    abstract: str
    volume: str
    university: str
    thesis: str
    prose: tuple[str, ...]
    notes: tuple[str, ...]
    written: tuple[str, ...] = ("",)
    cjk: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


TONGUES = {
    "en": Tongue(
        _words("The {} of the {}|{} and {} in {p}|A History of {}: {} in {p}|What {} Say about {}|{p}’s {}: From {} to {}|"
               "Rethinking {} after {}|{}|On the {} of {}: Lessons from {p}|Why do {} need {}?"),
        _words("Harbours|Memory|Salt Trade|Ice|Border Towns|Fishing Rights|Lighthouses|Maps|Archives|Railways|Treaties|"
               "Neural Networks|Tidal Energy|Winter Grain|Migration|Public Debt|Schoolbooks|Silence|Membranes|Language"),
        _words("Northern Europe|the Baltic|Patagonia|Norway, 1880-1914|the Inland Sea|Alaska|Colonial Peru|Lisbon"),
        _words("Margaret|Owen|Priya|Thomas|J. P.|Akira|Li|Mehmet|Fatima|R.|Ewa|Sibusiso|Anne-Marie|K. L.|Hyun-Woo"),
        _words("Whitcombe|O'Hara|Raman|van Dijk|Nakajima|Zhang|Öztürk|Haddad|Kowalczyk|Dlamini|Leclerc|Park|Thornbury|Ito"),
        _words("Journal of Coastal History|Northern Review|Annals of Applied Ice|International Studies|Sea and Society"),
        _words("Quayside Press|Northlight University Press|Harbour & Sons"),
        "by ", "Abstract", "Volume {v}, Number {i}, {y}, Pages {a}-{b}", "Department of History, University of {p}",
        "A thesis submitted for the degree of Doctor of Philosophy",
        _words("This article asks how small ports kept their books when the ice came early and nobody could sail.|It argues "
               "that the records were written for a reader far away, who never saw the coast itself.|In 1887 the office "
               "moved, and most of what had been kept was lost on the way to the capital.|We show that the figures "
               "agree with those of later surveys, and discuss what follows for the present debate."),
        notes=_words("A Novel|Essays|Translated by {n}|Second edition|With an introduction by {n}"),
    ),
    "de": Tongue(
        _words("Die {} der {}|{} und {} in {p}|Zur Geschichte der {}: {} in {p}|{} im Wandel|Zwischen {} und {}"),
        _words("Häfen|Erinnerung|Salzwege|Grenzen|Fischerei|Leuchttürme|Karten|Archive|Verträge|Handel|Schulbücher"),
        _words("Norddeutschland|Pommern|der Schweiz|Ostpreußen 1871–1914|Hamburg|Tirol"),
        _words("Hans|Ingrid|Jürgen|Katharina|W.|Heinz-Peter|Ulrike|Friedrich|M.|Annegret"),
        _words("Krüger|Lindemann|Schäfer|von Bergen|Ostermann|Vogt|Zimmermann|Hellwig|Brandt|Reuter"),
        _words("Zeitschrift für Küstenforschung|Historische Blätter|Archiv für Seerecht|Jahrbuch der Handelskunde"),
        _words("Nordlicht Verlag|Kaiverlag|Hafen & Söhne"),
        "von ", "Zusammenfassung", "Jg. {v}, Heft {i} ({y}), S. {a}–{b}", "Universität {p}, Historisches Institut",
        "Inaugural-Dissertation zur Erlangung des Doktorgrades",
        _words("Der vorliegende Beitrag fragt, wie kleine Häfen ihre Bücher führten, wenn das Eis früh kam.|Dabei zeigt "
               "sich, dass die Akten für einen Leser geschrieben waren, der die Küste nie gesehen hat.|Im Jahr 1887 zog "
               "das Amt um, und das meiste ging auf dem Weg in die Hauptstadt verloren."),
        notes=_words("Roman|Erzählungen|Aus dem Englischen von {n}|Herausgegeben von {n}|2., überarbeitete Auflage"),
    ),
    "fr": Tongue(
        _words("Les {} de la {}|{} et {} en {p}|Une histoire des {} : {} en {p}|Entre {} et {}"),
        _words("ports|mémoire|frontières|pêcheries|phares|cartes|archives|traités|routes du sel|écoles"),
        _words("Bretagne|Normandie (1850-1914)|Provence|Nouvelle-France"),
        _words("Jean|Marie-Claude|Étienne|Camille|P.|Hélène|Luc|Geneviève"),
        _words("Lefèvre|Moreau|de La Tour|Gauthier|Bonnet|Chevalier|Dubois|Perrin"),
        _words("Revue d'histoire des côtes|Annales du Nord|Cahiers de la mer"), _words("Éditions du Quai|Presses du Phare"),
        "par ", "Résumé", "n° {i}, vol. {v}, {y}, p. {a}-{b}", "Université de {p}, Laboratoire d'histoire",
        "Thèse pour obtenir le grade de docteur",
        _words("Cet article étudie la manière dont les petits ports tenaient leurs registres quand la glace venait.|On y "
               "montre que les actes étaient écrits pour un lecteur lointain, qui ne vit jamais la côte."),
        notes=_words("Roman|Essai|Traduit de l'anglais par {n}|Préface de {n}|Deuxième édition"),
    ),
    "es": Tongue(
        _words("Los {} de la {}|{} y {} en {p}|Historia de los {}: {} en {p}|Entre {} y {}"),
        _words("puertos|memoria|fronteras|faros|mapas|archivos|tratados|caminos de la sal|escuelas"),
        _words("Galicia|el Perú colonial|Patagonia, 1880-1914|Andalucía"),
        _words("José|María Luisa|Carlos|Elena|J.|Francisco|Pilar|Andrés"),
        _words("García|Fernández|Ibáñez|Romero|Quiroga|Molina|Vázquez"),
        _words("Revista de Historia Costera|Anales del Norte|Cuadernos del Mar"), _words("Ediciones del Puerto|Faro Editorial"),
        "por ", "Resumen", "Vol. {v}, núm. {i} ({y}), pp. {a}-{b}", "Universidad de {p}, Departamento de Historia",
        "Tesis doctoral",
        _words("Este artículo examina cómo los puertos pequeños llevaban sus libros cuando el hielo llegaba temprano.|Se "
               "sostiene que las actas se escribían para un lector lejano, que nunca vio la costa."),
        notes=_words("Novela|Ensayo|Traducción de {n}|Prólogo de {n}|Segunda edición"),
    ),
    "it": Tongue(
        _words("I {} e la {}|{} e {} in {p}|Storia dei {}: {} in {p}"),
        _words("porti|memoria|confini|fari|archivi|trattati|mercanti|scuole"), _words("Liguria|Sicilia|Venezia, 1797-1866"),
        _words("Giovanni|Lucia|Marco|Francesca|P.|Chiara"), _words("Rossi|De Luca|Bianchi|Ferrero|Colombo|Marchetti"),
        _words("Rivista di storia delle coste|Quaderni del mare"), _words("Edizioni del Molo|Faro Editore"),
        "di ", "Riassunto", "vol. {v}, n. {i} ({y}), pp. {a}-{b}", "Università di {p}, Dipartimento di Storia",
        "Tesi di dottorato",
        _words("Questo saggio studia come i piccoli porti tenevano i loro registri quando arrivava il ghiaccio.|Gli atti "
               "erano scritti per un lettore lontano che non vide mai la costa."),
        notes=_words("Romanzo|Saggio|a cura di {n}|Traduzione di {n}|Seconda edizione"),
    ),
    "ru": Tongue(
        _words("{} и {} в {p}|История: {} и {}|{} на рубеже веков|К вопросу о том, что такое {}"),
        _words("порты|память|границы|маяки|карты|архивы|договоры|торговля|школа"), _words("Приморье|Поморье|Сибири"),
        _words("А. В.|Иван|Н. П.|Ольга Сергеевна|М. И.|Пётр"), _words("Кузнецов|Морозова|Беляев|Орлова|Соколов|Лебедев"),
        _words("Вестник истории побережий|Вопросы северной истории"), _words("Северный маяк|Издательство «Причал»"),
        "", "Аннотация", "{y}. Т. {v}. № {i}. С. {a}–{b}", "Университет, кафедра истории",
        "Диссертация на соискание учёной степени кандидата исторических наук",
        _words("В статье рассматривается, как малые порты вели свои книги, когда рано приходил лёд.|Показано, что дела "
               "писались для далёкого читателя, который никогда не видел берега."),
        notes=_words("Роман|Монография|Перевод с английского {n}|Под редакцией {n}|Издание второе"),
    ),
    "ja": Tongue(
        _words("{}と{}――{p}を中心に|{p}における{}の成立|{}の歴史|{}と国境の記憶"),
        _words("漁業|港|灯台|条約|地図|交易|移民|学校"), _words("北海道|根室|瀬戸内|樺太"),
        _words("健二|花子|一郎|美咲|隆|直子"), _words("佐藤|鈴木|高橋|渡辺|中村|小林"),
        _words("北方史研究|海洋学報|史学会誌"), _words("北灯社|岸壁書房"),
        "", "要旨", "第{v}巻第{i}号（{y}年）{a}-{b}頁", "北方大学文学部", "博士論文",
        _words("本稿は、氷が早く来た年に小さな港がどのように帳簿をつけていたかを検討するものである。|"
               "記録は海岸を見たことのない遠い読者のために書かれていた。"),
        notes=_words("小説|論集|{n} 訳|第二版"),
        written=("", " 著", "著"), cjk=True,
    ),
    "zh": Tongue(
        _words("{p}的{}与{}|论{}的形成|{}与{}研究|{p}{}史"), _words("港口|灯塔|条约|地图|贸易|移民|学校|记忆"),
        _words("东北|福建|北方边疆"), _words("建国|晓明|丽华|伟|志强|芳"), _words("王|李|张|刘|陈|周"),
        _words("边疆史研究|海洋学报|北方论丛"), _words("北方出版社|码头书局"),
        "", "摘要", "{y}年第{i}期，第{a}-{b}页", "北方大学历史系", "博士学位论文",
        _words("本文考察小港口在冰期提前到来时如何记账。|这些档案是为从未见过海岸的远方读者而写的。"),
        notes=_words("长篇小说|论文集|{n} 译|第二版"),
        written=("", " 著", "著"), cjk=True,
    ),
}  # fmt: skip
_LABELS = ("JOURNAL FREE ACCESS", "OPEN ACCESS", "RESEARCH ARTICLE", "Original Article", "Review", "Special Issue", "")
_BEHIND_NAMES = ("Author information", "View author's profile", "Author affiliations", "")


def made_pages(count: int, seed: int) -> Iterator[Page]:
    """Yield pages, the same for the same seed."""
    chance = random.Random(seed)
    codes = ["en"] * 5 + list(TONGUES)
    for number in range(count):
        yield _page(chance, chance.choice(codes), f"made{number}")


def _page(chance: random.Random, code: str, name: str) -> Page:
    tongue = TONGUES[code]
    cjk = code in ("ja", "zh")
    title = made_title(chance, tongue)
    subtitle = made_title(chance, tongue) if chance.random() < 0.25 and not cjk and ":" not in title else ""
    people = [
        (chance.choice(tongue.given), chance.choice(tongue.families)) for _ in range(chance.choice((1, 1, 1, 2, 3, 5)))
    ]
    if not cjk and code != "ru" and chance.random() < 0.6:
        people = [made_name(chance) for _ in people]
    people = list(dict.fromkeys(people))
    year = chance.randint(1925, 2024)
    layout = chance.choice(
        (
            _landing,
            _article,
            _article,
            _numbered,
            _addressed,
            _addressed,
            _stacked,
            _degrees,
            _marked,
            _book,
            _book,
            _thesis,
            _news,
            _report,
            _cover,
            _plain,
        )
    )
    names = [_printed(chance, who, cjk) for who in people]
    text = layout(chance, tongue, (title, subtitle), names, year)
    plain = " ".join(text.split())
    people = [who for who, name in zip(people, names, strict=True) if name in plain]
    whole = f"{title} {subtitle}".strip()
    years = (year,) if str(year) in text else ()
    truth = Truth(name, "made", (whole,), tuple(people), years)
    return Page(truth, parse_document(SourceText(text, "text", "utf-8")))


def made_title(chance: random.Random, tongue: Tongue) -> str:
    """Return a title in a language."""
    nouns = iter(chance.sample(tongue.nouns, 4))
    form = chance.choice(tongue.titles).replace("{p}", chance.choice(tongue.places))
    while "{}" in form:
        form = form.replace("{}", next(nouns), 1)
    return form[:1].upper() + form[1:]


def _printed(chance: random.Random, who: tuple[str, str], cjk: bool) -> str:
    given, family = who
    if cjk:
        return family + chance.choice(("", " ")) + given
    return chance.choice((f"{given} {family}", f"{given} {family}", f"{given} {family.upper()}"))


def _set_title(chance: random.Random, title: tuple[str, str], wide: int = 60) -> str:
    """Return title and subtitle in lines, sometimes in capitals."""
    lines: list[str] = []
    for part in filter(None, title):
        line = ""
        for word in (part.upper() if chance.random() < 0.25 and part is title[0] else part).split(" "):
            if line and len(line) + len(word) > wide:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


def _prose(chance: random.Random, tongue: Tongue, width: int = 90) -> str:
    words = " ".join(chance.choice(tongue.prose) for _ in range(8)).split(" ")
    text, line = "", ""
    for word in words:
        if len(line) + len(word) > width:
            text, line = f"{text}{line}\n", ""
        line = f"{line} {word}".strip()
    return text + line + "\n"


def _where(chance: random.Random, tongue: Tongue, year: int) -> str:
    first = chance.randint(1, 400)
    return tongue.volume.format(v=chance.randint(2, 80), i=chance.randint(1, 12), y=year, a=first, b=first + 18)


def _landing(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    head = [chance.choice(tongue.journals)]
    if chance.random() < 0.7:
        head += [f"Online ISSN : {chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}"]
        head += [f"Print ISSN : {chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}"]
    if chance.random() < 0.6:
        head.append(made_title(chance, tongue))  # the theme or a section stands over the title
    body = [*head, _set_title(chance, title, 200), chance.choice((", ", "\n")).join(people)]
    body += filter(None, (chance.choice(_BEHIND_NAMES), chance.choice(_LABELS)))
    return "\n".join([*body, "", _where(chance, tongue, year), "", tongue.abstract, "", _prose(chance, tongue, 400)])


def _article(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    head = chance.choice((f"{chance.choice(tongue.journals)}, {_where(chance, tongue, year)}\n\n", "", f"{year}\n\n"))
    label = chance.choice(_LABELS)
    names = chance.choice((", ", "; ", "\n")).join(people)
    blocks = [_set_title(chance, title), names] if chance.random() < 0.75 else [names, _set_title(chance, title)]
    blocks += [tongue.university.format(p=chance.choice(tongue.places))] if chance.random() < 0.6 else []
    foot = f"\n\n© {year} {chance.choice(tongue.houses)}" if not head else ""
    text = "\n\n".join([*filter(None, [label]), *blocks, chance.choice((tongue.abstract, "")), _prose(chance, tongue)])
    return head + text + foot


def _numbered(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    names = ", ".join(f"{name} {number}{chance.choice(('', ',*', ' *'))}" for number, name in enumerate(people, 1))
    homes = "\n".join(
        f"{n} {tongue.university.format(p=chance.choice(tongue.places))}" for n in range(1, len(people) + 1)
    )
    dates = f"Received: {year - 1}-03-12; accepted: {year}-01-30; published: {year}"
    parts = [
        _set_title(chance, title, 75),
        names,
        homes,
        chance.choice((dates, f"{dates}\nE-mail: office@example.org")),
    ]
    return "\n\n".join([*parts, f"{tongue.abstract}: {_prose(chance, tongue)}"])


def _addressed(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    """Return a page on which each author stands over an address of their own."""
    blocks = [_set_title(chance, title, 55)]
    has_mail, is_apart, is_beside = chance.random() < 0.4, chance.random() < 0.6, chance.random() < 0.15
    mark = chance.choice(("", "", " *", " 1", " †", " y"))
    shared = made_address(chance)
    for name in people:
        address = shared if chance.random() < 0.3 else made_address(chance)
        address = [*address, made_mail(chance, _parts(name))] if has_mail else address
        lines = [f"{name}{mark} {address[0]}", *address[1:]] if is_beside else [f"{name}{mark}", *address]
        blocks.append(("\n\n" if chance.random() < 0.2 else "\n").join(lines))
    ending = chance.choice((" ABSTRACT", f" {tongue.abstract}", f"\n{chance.choice(('May', 'October'))}, {year}", ""))
    head = ("\n\n" if is_apart else "\n").join(blocks)
    return f"{head}{ending}\n\n{_prose(chance, tongue)}"


def _stacked(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    """Return a page whose authors stand one below the other, over an address that all share or several lettered ones."""
    letters = [chance.choice(("", "1", "2", "a", "b", "*")) for _ in people]
    names = [f"{name} {letter}".strip() for name, letter in zip(people, letters, strict=True)]
    homes = [" ".join((letter, ", ".join(made_address(chance)))).strip() for letter in sorted(set(letters))]
    names = [chance.choice((", ", " , ")).join(names)] if chance.random() < 0.5 else names
    date = f"{chance.choice(('January', 'May', 'October'))} {chance.randint(1, 28)}, {year}"
    mails = [made_mail(chance, _parts(people[0]))] if chance.random() < 0.4 else []
    blocks = [_set_title(chance, title, 60), "\n".join(names), "\n".join(homes), *mails]
    return "\n\n".join([*blocks, *([date] if chance.random() < 0.4 else []), tongue.abstract, _prose(chance, tongue)])


def _parts(name: str) -> tuple[str, str]:
    given, _, family = name.rpartition(" ")
    return given, family


def _degrees(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    degrees = ("M.D.", "Ph.D.", "MD, PhD", "MA", "MSc", "DMD")
    names = _wrapped(", ".join(f"{name}, {chance.choice(degrees)}" for name in people), chance.choice((40, 60, 90)))
    home = tongue.university.format(p=chance.choice(tongue.places))
    return "\n\n".join([_set_title(chance, title), names, home, tongue.abstract, _prose(chance, tongue), f"© {year}"])


def _marked(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    """Return a page whose authors are listed with marks, over line ends, and again in short where it is cited."""
    marks = chance.choice(("1 , 2", "a", "‡ §", "( 1 )", "1 *", "ID 1"))
    join = chance.choice((" , ", ", ", " "))
    names = join.join(f"{name} {marks}" for name in people[:-1])
    names = _wrapped(f"{names}{chance.choice((' and ', ' & ', ' , '))}{people[-1]} {marks}".strip(" ,&"), 60)
    homes = "\n".join(f"{n} {tongue.university.format(p=chance.choice(tongue.places))}" for n in (1, 2))
    cited = ", ".join(f"{name.split()[-1]} {name[0]}" for name in people)
    foot = f"{cited} ({year}) {' '.join(filter(None, title))}. {chance.choice(tongue.journals)}"
    return "\n".join([_set_title(chance, title), names, homes, foot, tongue.abstract, _prose(chance, tongue)])


def _wrapped(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _book(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    """Return a title page, half of them without a line of text behind it; some name the kind of book or a translator."""
    place = chance.choice(("London", "Berlin", "Paris", "Madrid", "Москва", "東京", "Milano", "北京", "Göttingen"))
    house = chance.choice(tongue.houses)
    imprint = chance.choice((f"{place}\n{house}\n{year}", f"{place}: {house}, {year}", f"{house}\n{place} {year}"))
    names = ", ".join(people)
    set_title = _set_title(chance, title, 40)
    blocks = (
        [f"{names}{chance.choice(tongue.written)}", set_title]
        if chance.random() < 0.7
        else [set_title, tongue.by + names]
    )
    if chance.random() < 0.3:
        blocks.insert(0, tongue.university.format(p=chance.choice(tongue.places)))
    if chance.random() < 0.4:
        blocks.append(chance.choice(tongue.notes).format(n=_printed(chance, _someone(chance, tongue), tongue.cjk)))
    apart = chance.choice(("\n\n\n", "\n\n", "\n"))
    return apart.join([*blocks, imprint, *([_prose(chance, tongue)] if chance.random() < 0.5 else [])])


def _someone(chance: random.Random, tongue: Tongue) -> tuple[str, str]:
    return chance.choice(tongue.given), chance.choice(tongue.families)


def _thesis(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    home = tongue.university.format(p=chance.choice(tongue.places))
    set_title, author = _set_title(chance, title, 50), tongue.by + people[0]
    head = chance.choice(
        ([set_title, tongue.thesis, author], [tongue.thesis, author, set_title], [author, set_title, tongue.thesis])
    )
    blocks = [
        chance.choice((home, home.upper())),
        *head,
        chance.choice((str(year), f"{chance.choice(tongue.places)}, {year}")),
    ]
    return "\n\n".join([*blocks, *([tongue.abstract, _prose(chance, tongue)] if chance.random() < 0.5 else [])])


def _news(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    paper = chance.choice(("The Harbour Herald", "Nordische Rundschau", "Le Quai", chance.choice(tongue.journals)))
    day = f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{year}"
    return "\n\n".join([f"{paper}, {day}", _set_title(chance, title), tongue.by + people[0], _prose(chance, tongue)])


def _report(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    number = f"{chance.choice(('Working Paper', 'Report', 'Discussion Paper'))} No. {chance.randint(3, 900)}"
    return "\n\n".join([number, _set_title(chance, title), "\n".join(people), str(year), _prose(chance, tongue)])


def _cover(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    lines = [
        f"Title: {' '.join(filter(None, title))}", f"Author(s): {', '.join(people)}",
        f"Source: {chance.choice(tongue.journals)}, {_where(chance, tongue, year)}", f"Published by: {chance.choice(tongue.houses)}",
    ]  # fmt: skip
    return (
        "\n".join(lines)
        + "\n\nYour use of this archive indicates your acceptance of the terms.\n\n"
        + _prose(chance, tongue)
    )


def _plain(chance: random.Random, tongue: Tongue, title: tuple[str, str], people: list[str], year: int) -> str:
    heading = f"# {' '.join(filter(None, title))}" if chance.random() < 0.5 else _set_title(chance, title)
    return f"{heading}\n\n{chance.choice((tongue.by, '', '*'))}{', '.join(people)}\n\n{_prose(chance, tongue)}"
