"""Whose words the parts of a message are: what stands above quoted words names the one who wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kurilsearch.read.writer import Voice

_FROM = (
    "From|Von|De|От(?: кого)?|Од|Da|Van|Fra|Från|Od|Lähettäjä|Feladó|Kimden|Gönderen|Від|发件人|寄件者|寄件人"
    "|差出人|送信者|보낸 사람|מאת|من|از|Από|De la|От кого|Šalje|Pošiljatelj|Nuo|Saatja|Sūtītājs|Từ|Dari|จาก|Frá"
    "|प्रेषक"
)
_OTHER = (
    "Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Gesendet|Datum|An|Betreff|Kopie|Envoyé|À|Objet"
    "|Enviad[oa](?: el| em)?|Fecha|Para|Asunto"
    "|Assunto|Data|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Отправлено|Дата|Кому|Копия|Тема"
    "|Надіслано|Sendt|Til|Emne|Skickat|Till|Ämne|Lähetetty|Vastaanottaja|Aihe|Wysłano|Wysłane|Do|DW|Temat|Odesláno"
    "|Komu|Předmět|Elküldve|Címzett|Tárgy|Tarih|Kime|Konu|送信日時|日時|日付|宛先|件名|发送时间|日期|收件人|抄送|主题"
    "|寄件日期|主旨|보낸 날짜|날짜|받는 사람|제목|תאריך|נשלח|אל|נושא|עותק|تاريخ(?: الإرسال)?|التاريخ|إلى|نسخة|الموضوع"
    "|Στάλθηκε|Ημερομηνία|Προς|Κοιν|Θέμα|Gönderildi|Gönderilme|Bilgi|Trimis|Către|Subiect|Poslano|Prima|Predmet"
    "|Odoslané|Изпратено|До|Относно|Išsiųsta|Kam|Tema|Saadetud|Adressaat|Teema|Đã gửi|Tới|Đến|Chủ đề|Dikirim|Kepada"
    "|Enviat|Per a|Assumpte|Λήψη|ส่ง|ถึง|เรื่อง"
    "|Til|Efni|Nosūtīts|Tēma|भेजा गया|प्रति|विषय|ارسال شده|به|موضوع|Poslato|Za|Zadeva|收件者|Saatmisaeg|Enviat el"
)
_FIELDS = r"(?:[ \t]*\*?(?:{})[ \t\xa0]?\*?[:：]\*?[^\n]*(?:\n|\Z)(?:[ \t]+[^\n]+(?:\n|\Z))*)"
_NAMED = rf"(?:{_FIELDS.format(_OTHER)}{{0,4}}{_FIELDS.format(_FROM)}{_FIELDS.format(_OTHER)}{{1,6}})"
_LABEL = r"[ \t]*\*?[^\W\d_][^\n:：]{0,24}[:：]\*?"
_OF_FORM = (
    rf"(?:(?={_LABEL}[^\n]*[\w.+-]@[\w-])(?=(?:[^\n]*\n){{1,3}}?{_LABEL}[^\n]*\d{{4}}(?!\d)[^\n]*\d{{1,2}}[:.]\d\d)"
    rf"(?:{_LABEL}[^\n]*(?:\n|\Z)){{3,7}}(?![ \t]+\S|{_LABEL}))"
)
"""A head in a language whose words are not among those: lines of fields, an address in the first, a time below it."""
_SENT_ON = (
    "Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du message (?:réexpédié|transféré)"
    "|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem (?:reencaminhada|encaminhada)"
    "|Begin doorgestuurd bericht|Vidarebefordrat brev|Videresendt meddelelse|Начало переадресованного сообщения"
    "|Έναρξη προωθημένου μηνύματος|İletilen ileti başlangıcı|بدء الرسالة المعاد توجيهها|תחילת ההודעה שהועברה"
    "|Початок листа, що пересилається|Початок переданого повідомлення|Videresendt melding|Välitetty viesti alkaa"
    "|Začátek přeposílané zprávy|Továbbított levél kezdete|Início de mensagem reencaminhada"
    "|Początek przekazywanej wiadomości|転送されたメッセージ|下面是被转发的邮件|전달된 메시지"
)
HEAD = re.compile(
    rf"^(?:[-‐]{{3,30}} ?[^\n-]{{2,40}}?[-‐]{{3,30}}[ \t]*\n\s*|_{{20,}}\n\s*"
    rf"|(?:{_SENT_ON})[ \xa0]?[:：]?[ \t]*\n\s*)?(?:{_OF_FORM}|{_NAMED})",
    re.MULTILINE,
)
"""The head of another message, as programs put it above the whole of what is replied to or sent on."""
_FROM_FIELD = re.compile(rf"^{_FIELDS.format(_FROM)}", re.MULTILINE)
_FEWEST_FIELDS = 3
_KNOWN_FIELD = re.compile(rf"^{_FIELDS.format(f'{_FROM}|{_OTHER}')}", re.MULTILINE)
"""A list of who, when and where has none of these names."""

_VERB = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|hat geschrieben|a écrit|ha scritto|ha escrito|escribió|escribe|escreveu"
    r"|schreef|skrev|kirjoitti|napisał(?:a|\(a\))?|napisan[ay] przez|pisze|napsal(?:a|\(a\))?"
    r"|пише|написала?|написал\(а\)|пишет|писала?|написав|написала|írta"
    r"|şunları yazdı|yazdı|a scris|έγραψε|kirjutas|rašė|rakstīja|napisa[ol](?:a|\(a\))?|đã viết|menulis)(?!\w)"
    r"|さん(?:は|が)?書きました|は書きました|のメール|写道|寫道|님이 작성|작성|이\(가\) 쓴 글|쓴 글|כתב/?ה?|كتب",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\A(?:quoting|kontakt|(?:el )?missatge de|zitat von|citando a|on|am|le|el|il|em|op|den|dne|в|w dniu)\b\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\(?[<\[]?\s*(?:mailto:)?[\w.+-]+@[\w.-]+\s*[>\]]?\)?")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_OF_MESSAGE = (
    re.compile(r"\AIn (?:article|message|news:?|dem Artikel|der Nachricht)\s+\S*@\S+,?\s+", re.IGNORECASE),
    re.compile(r"\s*(?:in (?:message|article)|im Newsbeitrag|dans le message(?: de)?)\s+\S*@\S+\s*\Z", re.IGNORECASE),
)
"""The number of a message in the line that newsreaders put above quoted words."""
_NAME_BEHIND = re.compile(r"\s*\(([^()@\d]{2,60})\)")
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d{2}")
_DATE = re.compile(r"\d[^\W_]*\D+\d")
"""Two numbers at least, as a date or a time has them."""
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)]*\Z")
_NAME_WORD = r"(?:[^\W\d_][\w.'’-]*)"
_TRAILING_NAME = re.compile(rf"({_NAME_WORD}(?:[ \u3000]{_NAME_WORD}){{0,4}})\Z")
_QUOTED_NAME = re.compile(r"[\"“']([^\"”]{2,60})[\"”']\s*\Z")
_BEHIND_NAME = re.compile(r"\s*\([^()]*\)\Z|\s+via\s.*\Z")
_INVERTED = re.compile(rf"(?:\A|[,\d:;] ?(?:[AP]M,? )?)({_NAME_WORD}, {_NAME_WORD})\Z")
_MERIDIEM = re.compile(r"\A(?:[AaPp]\.?[Mm]\.?|Uhr|Z|UTC|GMT|г\.?|в|at|um|à|h|kl)\s+")
_BY = re.compile(r"\A(?:מאת|من)\s+")
_PARTICLES = frozenset((
    "af", "al", "av", "ben", "bin", "da", "das", "de", "dei", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e", "el", "ibn", "la", "las", "le", "lo", "los", "san", "ten", "ter", "van", "von", "y", "zu",
))  # fmt: skip
_MOST_LINES = 4
_LONGEST = 240


class Line(NamedTuple):
    """A part of a message in reading order: how deep it is quoted (0 is the sender's own), and its lines."""

    depth: int
    text: str


def voices(parts: Sequence[Line]) -> list[Voice]:
    """Return who wrote each part of a message.

    The head of another message, or a line such as *On 2 March Jane Doe wrote:*, tells of what is quoted deeper right
    below it; where nothing is, of all that stands below it as deep as itself.
    """
    found: list[Voice] = []
    writers: dict[int, str | None] = {}
    while len(found) < len(parts):
        at = len(found)
        depth = parts[at].depth
        for deeper in [each for each in writers if each > depth + 1]:
            del writers[deeper]
        head, length = _head_at(parts, at)
        if length:
            below = parts[at + length].depth if at + length < len(parts) else depth
            writers = {each: name for each, name in writers.items() if each < depth}
            writers |= {depth: head, max(below, depth): head}
            found += [Voice(is_head=True)] * length
            continue
        attribution = read_attribution(parts[at].text)
        below = parts[at + 1].depth if at + 1 < len(parts) else -1
        is_of_all = attribution and attribution.is_certain and (attribution.is_stamped or depth > 0)
        if attribution and (below > depth or (is_of_all and below == depth)):
            writers[max(below, depth)] = attribution.name
            found.append(Voice(is_head=True) if attribution.is_certain else _voice(writers, depth))
        else:
            found.append(_voice(writers, depth))
    return found


def _voice(writers: dict[int, str | None], depth: int) -> Voice:
    return Voice(writers.get(depth), is_quoted=depth > 0 or depth in writers)


def _head_at(parts: Sequence[Line], at: int) -> tuple[str | None, int]:
    """Return whom the head that begins with part ``at`` names, and how many parts it takes up, 0 where none does."""
    text, ends = "", []
    for part in parts[at : at + 10]:
        if part.depth != parts[at].depth:
            break
        text += part.text.rstrip("\n") + "\n"
        ends.append(len(text))
    head = HEAD.match(text)
    if (
        head is None
        or sum(map(str.isalnum, head[0])) == 0
        or _count_fields(head[0]) < _FEWEST_FIELDS
        or not _KNOWN_FIELD.search(head[0])
    ):
        return None, 0
    return name_in_head(head[0]), sum(end <= head.end() for end in ends)


def _count_fields(head: str) -> int:
    return len(re.findall(r"^[^\n:：]{1,24}[:：]", head, re.MULTILINE))


def name_in_head(head: str) -> str | None:
    """Return the name of the sender that the head of a message gives, else the address."""
    field = _FROM_FIELD.search(head)
    told = field[0] if field else next((line for line in head.split("\n") if "@" in line), "")
    value = (re.split(r"[:：]", told, maxsplit=1)[1:] or [""])[0]
    name = _ADDRESS.sub("", value.partition("<")[0]).partition("[")[0].strip(" *\"'\t\n\xa0")
    return name or value.strip(" *<>\"'\t\n\xa0") or None


class Attribution(NamedTuple):
    """A line above quoted words: the ``name`` in it, and whether it is certain that a program wrote it.

    ``is_stamped`` says that it has an address, or the time of day: then all that stands below is quoted.
    """

    name: str
    is_certain: bool
    is_stamped: bool


def read_attribution(text: str) -> Attribution | None:
    """Return whom the line above quoted words names, in whatever language; None where it is no such line.

    It ends with a colon and has an address, or a date and the verb that such lines have. A mere *Jane Doe wrote:* may
    be the sender's own words.
    """
    line = " ".join(_UNSEEN.sub("", text).split())
    line, is_of_news = _without_message(line)
    ends = is_of_news or line.endswith((":", "：", "-----"))
    if not ends or len(line) > _LONGEST or len(text.split("\n")) > _MOST_LINES:
        return None
    line = line.rstrip(":：- ")
    address = _ADDRESS.search(line)
    verb = _VERB.search(line)
    before = line[: address.start()] + line[address.end() :] if address else line
    if not (address or verb):
        return None
    is_certain = _DATE.search(before) is not None or bool(address and (verb or _OPENING.match(line)))
    if not is_certain and _OPENING.match(line):
        return None
    name = _name_in(line, address, verb)
    if name is None or (not address and name.split()[-1][0].islower()):
        return None
    if not is_certain and not (verb and line[: verb.start()].strip() == name):
        return None
    is_stamped = address is not None or (is_certain and verb is not None and _TIME_OF_DAY.search(before) is not None)
    return Attribution(name, is_certain, is_stamped)


def _without_message(line: str) -> tuple[str, bool]:
    """Return a line without the number of the message that newsreaders give in it, and whether it had one."""
    for number in _OF_MESSAGE:
        if (found := number.search(line)) and _VERB.search(line):
            return (line[: found.start()] + line[found.end() :]).strip(), True
    return line, False


def _name_in(line: str, address: re.Match[str] | None, verb: re.Match[str] | None) -> str | None:
    """Return the name: right before the address, else behind the verb, else right before it."""
    if address:
        before = _trailing_name(line[: address.start()].rstrip(" (<["))
        if before is None and (in_brackets := _NAME_BEHIND.match(line, address.end())):
            return in_brackets[1]
        return before or address[0].strip("()<>[] ").removeprefix("mailto:")
    assert verb is not None
    behind = line[verb.end() :].strip()
    if behind and not any(map(str.isdigit, behind)):
        return _trailing_name(behind)
    return _trailing_name(line[: verb.start()].rstrip())


def _trailing_name(text: str) -> str | None:
    text = _BEHIND_NAME.sub("", text.strip(" ,\xa0"))
    if quoted := _QUOTED_NAME.search(text):
        return quoted[1]
    if inverted := _INVERTED.search(text):
        return inverted[1]
    if verb := _VERB.search(text):
        text = text[verb.end() :].strip()
    found = _TRAILING_NAME.search(text)
    if found is None:
        return None
    name = _BY.sub("", _MERIDIEM.sub("", found[1]))
    name = _OPENING.sub("", name, count=1) if found.start() == 0 else name
    words = name.split()
    small = [at for at, word in enumerate(words[:-1]) if word[:1].islower() and word not in _PARTICLES]
    return " ".join(words[small[-1] + 1 :] if small else words) or None


def attribution_start(lines: Sequence[str]) -> int | None:
    """Return with which of the last lines of a paragraph the line above quoted words begins; None where none does.

    It is the longest one that is such a line and has no sentence's end within.
    """
    starts = [
        start
        for start in range(max(len(lines) - _MOST_LINES, 0), len(lines))
        if read_attribution("\n".join(lines[start:])) is not None
        and not any(_SENTENCE_END.search(line.rstrip()) for line in lines[start:-1])
    ]
    return starts[0] if starts else None
