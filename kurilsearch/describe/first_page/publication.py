"""Where a work appeared and what kind of work it is, from all the lines of its first page together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from kurilsearch.csl.doi import find_dois
from kurilsearch.csl.printed_dates import date_of
from kurilsearch.describe.first_page.header_lines import HeaderLine, fields_of
from kurilsearch.describe.first_page.imprints import copyright_holder, institution_line, read_imprint, university
from kurilsearch.describe.first_page.line_roles import Role
from kurilsearch.describe.first_page.periodical_lines import container_name, find_issn, read_periodical_line
from kurilsearch.describe.first_page.periodical_names import NEWSPAPER, is_periodical_name
from kurilsearch.describe.first_page.titles import clean_title
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.work import Item

_THESIS = lazy_pattern(
    r"\b(?:inaugural-?dissertation|dissertation(?:sschrift)?|habilitationsschrift|(?:diplom|magister|master|"
    r"bachelor)arbeit|"
    r"ph\.?\s?d\.? thesis|thesis|thèse|mémoire de (?:master|maîtrise)|tesis (?:doctoral|de)|tese (?:de|apresentada)|"
    r"tese$|"
    r"dissertação|tesi di|диссертаци[яи]|автореферат|praca (?:magisterska|doktorska)|rozprawa doktorska|"
    r"disertační práce|"
    r"diplomová práce|doktora tezi|yüksek lisans tezi|doktori (?:értekezés|disszertáció)|proefschrift|"
    r"doktorsavhandling)\b|"
    r"博士論文|修士論文|学位論文|学位论文|학위\s?논문",
    re.IGNORECASE,
)
_IS_THESIS = lazy_pattern(
    r"\b(?:ph\.?\s?d\.?|doctoral|master['’]?s|m\.?a\.?) (?:thesis|dissertation)\b|"
    r"\b(?:thesis|dissertation) (?:submitted|presented)\b",
    re.IGNORECASE,
)
"""What only a thesis says of itself, wherever it stands; the word alone stands in titles and in running text too."""
_MASTER = lazy_pattern(r"\bmaster|magister|maestr|mestrado|maîtrise|修士|硕士|석사", re.IGNORECASE)
_REPORT = lazy_pattern(
    r"(?P<genre>(?:technical|research|working|discussion|policy|occasional|staff|country|briefing|special|annual|"
    r"conference)\s"
    r"(?:report|paper|brief|note|memorandum)|report|working paper|arbeitspapier|diskussionspapier|forschungsbericht|"
    r"rapport(?: technique| de recherche)?|"
    r"informe(?: técnico| final)?|relazione(?: tecnica)?|document de travail|documento de (?:trabajo|discusión)|"
    r"cahier de recherche|"
    r"документ|препринт|ディスカッションペーパー|ワーキングペーパー)\s*(?:series\s*)?(?:(?:no|nr|num|núm|n[°º])\.?|№|#)?\s*"
    r"(?P<number>[A-Z]{0,6}[/-]?\d[\d./-]*\w?)",
    re.IGNORECASE,
)
_REPORT_TITLE = lazy_pattern(
    r"(?:white paper|(?:annual |final |interim |special |joint )?report\b|informe\b|relatório\b|relazione\b|rapport\b|"
    r"(?:\w+)?bericht\b|"
    r"raport\b|отч[её]т\b|доклад\b|報告書|白書)",
    re.IGNORECASE,
)
_CONFERENCE = lazy_pattern(
    r"^(?:in:? )?(?:the )?(?:proceedings|transactions|papers|acts) (?:of|from) .*(?:conference|symposium|workshop|"
    r"congress|meeting|seminar)|"
    r"^(?:in:? )?proc\. .*|^actes du .*(?:colloque|congrès)|^actas del? .*|^atti del .*|^tagungsband|"
    r"^материалы .*конференции|"
    r"(?:大会|研究会|シンポジウム)(?:論文集|予稿集|講演集)",
    re.IGNORECASE,
)
_AFTER_CONFERENCE = lazy_pattern(r"\s*(?:\([^()]*\d{4}[^()]*\)|,\s*(?:pages?|pp?\.)\s.*|,\s*[^,]*,\s*[^,]*\d{4}.*)$")
_ENCYCLOPEDIA = lazy_pattern(r"^(?:from|aus|un article de|de|da|материал из|出典[:：])\s*", re.IGNORECASE)
_WIKIPEDIAS = {
    "Wikipedia": lazy_pattern(r"^wikip[eé]dia,? (?!the\b)", re.IGNORECASE),
    "Википедия": lazy_pattern("википеди", re.IGNORECASE),
}
"""Names in other cases than the first: ``aus Wikipedia, der freien Enzyklopädie``."""
_BEHIND_THE_TITLE = lazy_pattern(r"\bisbn|^(?:first |originally )?published\b.*\bby\b", re.IGNORECASE)
_DOI_ALONE = lazy_pattern(r"(?:doi\s*[:：]?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+", re.IGNORECASE)
_URL = lazy_pattern(r"https?://[^\s<>\"]+")
_URL_LABEL = lazy_pattern(
    r"^(?:stable url|url|available (?:at|from|online)|permalink|persistent link|handle|адрес|url stable)\s*[:：]?\s*$",
    re.I,
)
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru", "русский": "ru",
    "japanese": "ja", "日本語": "ja", "chinese": "zh", "中文": "zh", "korean": "ko", "한국어": "ko",
    "polish": "pl", "polski": "pl",
    "dutch": "nl", "nederlands": "nl", "swedish": "sv", "svenska": "sv", "turkish": "tr", "türkçe": "tr", "latin": "la",
}  # fmt: skip


def encyclopedia_item(header: Sequence[HeaderLine]) -> Item:
    """Return title and name of an encyclopedia's entry, which names no author; empty where this is none."""
    place = next((number for number, line in enumerate(header) if line.role is Role.ENCYCLOPEDIA), None)
    if place is None:
        return {}
    name = _ENCYCLOPEDIA.sub("", header[place].text).strip(" .『』「」")
    name = next((wiki for wiki, form in _WIKIPEDIAS.items() if form.search(name)), name)
    item: Item = {"type": "entry-encyclopedia"} | ({"container-title": name} if name else {})
    before = [line.text for line in header[:place] if line.role in (Role.TEXT, Role.LABEL)]
    title = clean_title(before[-1]) if before else None
    return item | ({"title": title} if title else {})


def publication_item(
    header: Sequence[HeaderLine], after: Sequence[str], cited: Mapping[str, Any], title: str | None
) -> Item:
    """Return the type and where the work appeared; ``cited`` is what it says of itself in a citation."""
    item = dict(cited)
    if item.get("type") == "chapter":
        return item
    _add_sources(item, header)
    _add_name(item, header, title)
    texts = [line.text for line in header]
    conference = _conference(header, item)
    if conference:
        item |= conference
    elif item.get("type") != "article-newspaper":
        if "container-title" in item and {"volume", "issue", "page", "DOI"} & item.keys():
            item["type"] = _periodical_type(item)
        elif {"volume", "issue"} <= item.keys():
            item["type"] = "article-journal"
    if "type" in item:
        return _with_publisher_of_periodical(item, texts, after)
    if {"container-title", "volume", "issue"} & item.keys():
        return item
    return item | (_thesis(header) or _report(header, title) or _book(header, after))


def identifiers(header: Sequence[HeaderLine], after: Sequence[str], item: Mapping[str, Any]) -> Item:
    """Return the DOI, ISSN, address and language that the page gives of its own work, and ``item`` has not yet."""
    found: Item = {}
    texts = [line.text for line in header if line.role not in (Role.PROSE, Role.END)]
    alone = [line for line in after if "10." in line and _DOI_ALONE.fullmatch(line)]
    for lines in (texts, alone):
        dois = find_dois("\n".join(lines))
        if len(dois) == 1 and "DOI" not in item and "DOI" not in found:
            found["DOI"] = dois[0]
    issn = find_issn("\n".join(texts))
    if issn and "ISSN" not in item and item.get("type", "article-journal") == "article-journal":
        found["ISSN"] = issn
    url = _own_url(texts)
    if url:
        found["URL"] = url
    language = fields_of(list(header)).get("language", "").lower()
    if language in _LANGUAGES:
        found["language"] = _LANGUAGES[language]
    return found


def _add_sources(item: Item, header: Sequence[HeaderLine]) -> None:
    """Add what the lines say that name the periodical, volume and pages; of two periodicals the first."""
    fields = fields_of(list(header))
    labelled = [
        read_periodical_line(fields[name])
        for name in ("source", "published in", "journal", "источник")
        if name in fields
    ]
    for source in (*labelled, *(line.source for line in header if line.source)):
        names = {str(one.get("container-title", "")).casefold() for one in (item, source)} - {""}
        if len(names) < 2:
            item |= {name: value for name, value in source.items() if name not in item}


def _add_name(item: Item, header: Sequence[HeaderLine], title: str | None) -> None:
    """Add the name of a periodical that stands on a line of its own, where a volume or an ISSN is printed too."""
    has_issue = {"volume", "issue", "page"} & item.keys()
    if "container-title" in item or not (has_issue or any(find_issn(line.text) for line in header)):
        return
    at = next((number for number, line in enumerate(header) if title and line.text in title and len(line.text) > 5), 0)
    for number, line in enumerate(header[:-1]):
        below = header[number + 1]
        if number > at and not is_periodical_name(line.text):
            continue
        if line.role is not Role.TEXT or line.text == title or (title and line.text in title):
            continue
        beside = below.role is Role.PERIODICAL and (below.source or find_issn(below.text) or below.block == line.block)
        if (
            (beside or is_periodical_name(line.text))
            and len(line.text.split()) <= 9
            and (name := container_name(line.text))
        ):
            item["container-title"] = name
            return


def _conference(header: Sequence[HeaderLine], item: Mapping[str, Any]) -> Item:
    for number, line in enumerate(header):
        name = str(line.source.get("container-title", "")) or line.text
        if len(name) < 250 and line.role in (Role.TEXT, Role.PERIODICAL, Role.LABEL) and _CONFERENCE.search(name):
            if line.role is Role.TEXT and not re.search(r"\d{4}", line.text) and "page" not in item:
                continue  # it may be the title of the proceedings themselves
            name = container_name(_AFTER_CONFERENCE.sub("", name))
            issued = line.source.get("issued") or date_of(line.text) or _date_below(header, number)
            return {"type": "paper-conference", "container-title": name} | ({"issued": issued} if issued else {})
    return {}


def _periodical_type(item: Mapping[str, Any]) -> str:
    """Return the type of an article by the name of the periodical; a newspaper's is dated to the day."""
    name, issued = str(item["container-title"]), item.get("issued", {}).get("date-parts", [[]])[0]
    if NEWSPAPER.search(name) and len(issued) == 3 and not {"volume", "DOI"} & item.keys():
        return "article-newspaper"
    return "article-magazine" if re.search(r"\bmagazine?\b|\bmagazin$", name, re.IGNORECASE) else "article-journal"


def _date_below(header: Sequence[HeaderLine], number: int) -> Any:
    below = header[number + 1] if number + 1 < len(header) else None
    return date_of(below.text) if below and below.block == header[number].block else None


def _with_publisher_of_periodical(item: Item, texts: Sequence[str], after: Sequence[str]) -> Item:
    """Return the item with the publisher of the journal, where a line says ``Published by`` or has the copyright."""
    publisher = read_imprint([text for text in texts if re.match(r"(?:published by|publisher)\b", text, re.I)]).get(
        "publisher"
    )
    publisher = publisher or copyright_holder([*texts, *after])
    return item | ({"publisher": publisher} if publisher else {})


def _thesis(header: Sequence[HeaderLine]) -> Item:
    """Return type, degree and university of a thesis; empty where no line says that it is one."""
    said = [line.text for line in header if line.role is Role.LABEL and _THESIS.search(line.text)]
    said += [
        line.text for line in header if line.role in (Role.TEXT, Role.PROSE) and _IS_THESIS.search(line.text[:250])
    ]
    if not said:
        return {}
    item: Item = {"type": "thesis"}
    texts = [line.text for line in header]
    about = " ".join(texts)
    if re.search(r"\bthesis|dissertation\b", about, re.IGNORECASE) and re.search(r"\b(?:submitted|degree)\b", about):
        noun = "thesis" if re.search(r"\bthesis\b", about, re.IGNORECASE) else "dissertation"
        if re.search(r"doctor of philosophy|ph\.?\s?d\b|doctoral", about, re.IGNORECASE):
            item["genre"] = f"PhD {noun}"
        elif _MASTER.search(about):
            item["genre"] = f"Master’s {noun}"
    elif found := re.search(
        r"inaugural-dissertation|habilitationsschrift|\w+arbeit\b|dissertation", " ".join(said), re.IGNORECASE
    ):
        item["genre"] = found[0]
    publisher = university(texts)
    return item | ({"publisher": publisher} if publisher else {})


def _report(header: Sequence[HeaderLine], title: str | None) -> Item:
    """Return type, number and issuing institution of a report or working paper; empty where this is none."""
    lines = [line for line in header if line.role not in (Role.PROSE, Role.END, Role.MENU) and line.text != title]
    numbered = next((found for line in lines if len(line.text) < 120 and (found := _REPORT.search(line.text))), None)
    if not numbered and not (title and _REPORT_TITLE.match(title)):
        return {}
    institution = institution_line(
        [line.text for line in lines if line.role is not Role.LABEL and not (title and line.text in title)]
    )
    if not numbered and not institution:
        return {}
    item: Item = {"type": "report"}
    if numbered:
        genre = numbered["genre"]
        item |= {"genre": genre.capitalize() if genre.isupper() else genre, "number": numbered["number"].rstrip(".-/")}
    return item | ({"publisher": institution} if institution else {})


def _book(header: Sequence[HeaderLine], after: Sequence[str]) -> Item:
    """Return type, publisher, place and ISBN of a book, as its title page and the page behind it print them."""
    first = next((number for number, line in enumerate(header) if line.role is Role.TEXT), len(header))
    lines = [line for line in header[first + 1 :] if line.role not in (Role.PROSE, Role.END, Role.MENU)]
    imprint = [
        line.text
        for line in lines
        if line.role in (Role.IMPRINT, Role.DATE, Role.FIELD, Role.COPYRIGHT, Role.PERIODICAL)
    ]
    item = read_imprint([*imprint, *(line for line in after if len(line) < 160 and _BEHIND_THE_TITLE.search(line))])
    is_book = "ISBN" in item or ("publisher" in item and any(line.role is Role.IMPRINT for line in lines))
    return {"type": "book"} | item if is_book else item


def _own_url(texts: Sequence[str]) -> str | None:
    """Return the address that stands on a line of its own, or after a label that says that it is the document's."""
    for text in texts:
        for found in _URL.finditer(text):
            address = found[0].rstrip(".,;)")
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            label = text[: found.start()].strip()
            if len(parts.path) > 1 and "doi.org" not in parts.netloc and (not label or _URL_LABEL.match(label)):
                return address
    return None
