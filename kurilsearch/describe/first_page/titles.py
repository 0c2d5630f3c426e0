"""Which line of a first page is the title, and how far it goes."""

from __future__ import annotations

import re

from kurilsearch.csl.printed_dates import is_imprint, split_off_date
from kurilsearch.describe.first_page.first_lines import lower_share
from kurilsearch.describe.first_page.header_lines import HeaderLine
from kurilsearch.describe.first_page.line_roles import Role, is_sentence
from kurilsearch.describe.first_page.periodical_names import is_periodical_name
from kurilsearch.language.cjk_letters import HAN_OR_KANA
from kurilsearch.language.names import has_institution_word

_OPEN_END = re.compile(
    r"(?:[:,;–—-]|\b(?:of|the|and|in|on|for|to|a|an|with|from|at|by|der|die|das|und|in|zur|zum|im|von|des|de|la|le|les|"
    r"et|du|en|dans|и|в|на|о|об|к|с|по|из|у|для|y|e|del|el|los|di|il))$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?, [^\W\d_]+(?: [^\W\d_]+)?\.?")
_AFTER_TITLE_PAGE = (Role.IMPRINT, Role.DATE, Role.COPYRIGHT, Role.LABEL)
_SMALL_WORD = re.compile(
    r"(?:of|the|and|in|on|for|to|an?|with|from|at|by|as|or|der|die|das|dem|den|des|eine?[rsmn]?|und|zur|zum|im|von|"
    r"vom|aus|am|vor|"
    r"bei|für|über|als|de|la|le|les|du|et|en|dans|sur|aux?|une?|à|el|los|las|del|y|e|di|il|lo|gli|dell\w+|dei|nel\w*|"
    r"con|per|и|в|на|"
    r"об?|к|с|по|из|у|для|от|до|за|при|van|het|een|op|do|da|dos|das|no|na|em|w|z|ve|ile|och|i|på|av|til|og)(?!\w)"
)
_NOVEL = re.compile(
    r"(?:an?|the|ein|eine|un|une|una|een|en) (?:\w+ )?(?:novel|romance|memoir|biography|autobiography|play|poem|tale|"
    r"story|study|"
    r"comedy|tragedy|roman|erzählung|novelle|récit|novela|romanzo|racconto)|roman|novela|романъ?|повесть|рассказы",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:the )?(?:directorate|ministry|secretariat|office of|house of (?:commons|lords|deputies|representatives)|"
    r"senate|parliament|"
    r"stiftung|ministerium|ministerio|ministère|ministero|министерство|university|universität)\b",
    re.IGNORECASE,
)
_CLOCK_TIME = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:h|Uhr|[ap]\.?m\.?)\b", re.IGNORECASE)
_STRAY_MARKS = re.compile(r"(?:<sup>.*?</sup>|\[\d+\]|[*†‡∗⁎¹²³])+$")


def choose_title(header: list[HeaderLine], candidates: list[int], author_at: int | None) -> int | None:
    """Return the number of the line that is likeliest the title (or begins it); None where none is likely."""
    candidates = [number for number in candidates if not _flows_into_prose(header, number)]
    scored = [(_score(header, number, candidates, author_at), -number) for number in candidates]
    if not scored:
        return None
    best, negative = max(scored)
    return -negative if best > 0 else None


def whole_title(header: list[HeaderLine], number: int, author_at: int | None, names: frozenset[int]) -> str:
    """Return the title with the lines it is wrapped over, and a subtitle that stands alone before the author."""
    first = number
    while first and _continues(header, first - 1, first) and first - 1 != author_at:
        first -= 1
    last = number
    while last + 1 < len(header) and last + 1 != author_at and _continues(header, last, last + 1):
        last += 1
    title = header[first].text
    for line in header[first + 1 : last + 1]:
        title += line.text if HAN_OR_KANA.match(title[-1]) and not re.match(r"[―—–-] ", line.text) else f" {line.text}"
    at = _subtitle_line(header, last, author_at)
    if at is None or at in names:
        return title
    subtitle = header[at].text
    if is_imprint(subtitle) or is_sentence(subtitle) or _PLACE.fullmatch(subtitle) or _CLOCK_TIME.search(subtitle):
        return title
    if _is_translation(header[last], header[at]) or _is_deck(header, last, at):
        return title
    return f"{title} {subtitle}" if title[-1] in "?!" else f"{title.rstrip(':.')}: {subtitle}"


def _subtitle_line(header: list[HeaderLine], last: int, author_at: int | None) -> int | None:
    """Return the number of the one line that can be the subtitle of the title that ends with line ``last``."""
    own = [number for number in range(last + 1, len(header)) if header[number].block == header[last].block]
    if author_at is not None and author_at > last:
        between = [number for number in range(last + 1, author_at) if header[number].role is not Role.LABEL]
        if len(between) != 1:
            between = [number for number in own if number < author_at and header[number].role is Role.TEXT]
    else:  # the author stands above: what is left of the title's own block, or the next line of a title page
        between = [number for number in own if header[number].role is not Role.LABEL]
        follows = header[last + 2].role if last + 2 < len(header) else Role.END
        if not own and author_at is not None and last + 1 < len(header) and follows in _AFTER_TITLE_PAGE:
            between = [last + 1]
    if len(between) != 1 or header[between[0]].role is not Role.TEXT:
        return None
    return between[0]


def clean_title(title: str | None) -> str | None:
    """Return the title without note marks and a lone full stop at its end; None where nothing is left."""
    if title is None:
        return None
    title = _STRAY_MARKS.sub("", " ".join(title.split())).strip(" ,;:*_#|")
    title = (
        re.sub(r"^[–—―〜～-]+|(?<![–—―〜～])[–—―〜～-]+$", "", title)
        if not re.search(r"\S[―—]{2}\S+[―—]{2}$", title)
        else title
    )
    title = title.strip()
    if title.endswith(".") and not title.endswith("..") and not re.search(r"\b\w{1,3}\.$", title):
        title = title[:-1].rstrip()
    return title if any(char.isalpha() for char in title) else None


def _score(header: list[HeaderLine], number: int, candidates: list[int], author_at: int | None) -> float:
    """Return how much speaks for a line: its place, its form, what stands around it."""
    line = header[number]
    words = len(line.text.split()) if line.text.isascii() or " " in line.text else len(line.text) / 2
    score = 1.0 if number == candidates[0] else 0.0
    score += {0: 0.0, 1: 4.0, 2: 2.0}.get(line.level, 1.0)
    score += 1.5 if 3 <= words <= 30 else 0.5 if words <= 30 else -2.0
    score += 0.5 if re.search(r"[:?—–]", line.text) else 0.0
    score += 1.0 if line.text.isupper() and any(not header[other].text.isupper() for other in candidates) else 0.0
    if author_at is not None:
        score += 2.0 if _next_text(header, number, candidates) == author_at or number + 1 == author_at else 0.0
        score += 0.5 if number == author_at + 1 else 0.0
    undated, year = split_off_date(line.text)
    score -= 4.0 if year or (len(candidates) > 1 and words <= 8 and is_periodical_name(undated)) else 0.0
    score -= 3.0 if _is_followed_by_issue(header, number) else 0.0
    score -= 3.0 if is_imprint(line.text) and number != candidates[0] else 0.0
    score -= 3.0 if len(candidates) > 1 and _is_institution_name(line.text) else 0.0
    score += (
        1.0 if number != candidates[0] and number + 1 < len(header) and header[number + 1].role is Role.DATE else 0.0
    )
    score -= 2.5 if is_sentence(line.text) else 0.0
    score -= 3.0 if _introduces(header, number) else 0.0
    score -= 3.0 if _is_address(line.text) or _CLOCK_TIME.search(line.text) else 0.0
    score -= 2.5 if _is_lower_half(header, number, candidates) else 0.0
    score -= 3.0 if line.level > 1 and _is_in_text(header, number, candidates) else 0.0
    has_others = any(not header[other].in_menu for other in candidates)
    score -= 3.0 if line.in_menu and has_others and not _stands_over_byline(header, number, author_at) else 0.0
    score -= 2.0 if _stands_over_menu(header, number, candidates) else 0.0
    score -= 3.0 if number - 1 in candidates and _is_translation(header[number - 1], line) else 0.0
    score += 2.0 if any(line.text in other.text for other in header[:number]) and len(line.text) >= 12 else 0.0
    return score


def _introduces(header: list[HeaderLine], number: int) -> bool:
    """Return whether a line is a sentence that ends with a colon, behind which running text or a list follows."""
    line = header[number]
    is_open = line.text.endswith(":") and not line.level and len(line.text.split()) >= 8
    is_followed = number + 1 < len(header) and header[number + 1].role is Role.TEXT
    return is_open and not is_followed and lower_share(line.text) >= 0.5


def _is_address(text: str) -> bool:
    """Return whether a line is a list of capitalised parts: ``Institute of Physics, Hall Road, Carrow, Norway``."""
    parts = text.split(", ")
    return len(parts) >= 4 and lower_share(text) < 0.3 and not re.search(r"[:?!]|\band\b", text)


def _is_lower_half(header: list[HeaderLine], number: int, candidates: list[int]) -> bool:
    """Return whether a line in small letters stands under a heading of its own kind: a subtitle, ``or in an hour``."""
    above = header[number - 1] if number - 1 in candidates else None
    return above is not None and above.level == header[number].level > 0 and header[number].text[0].islower()


def _is_in_text(header: list[HeaderLine], number: int, candidates: list[int]) -> bool:
    """Return whether a heading stands between sentences, below another candidate: a section's."""
    above = [at for at in range(candidates[0] + 1, number) if header[at].role is Role.TEXT]
    return any(is_sentence(header[at].text) and header[at].text.endswith(".") and not header[at].level for at in above)


def _stands_over_menu(header: list[HeaderLine], number: int, candidates: list[int]) -> bool:
    """Return whether a menu of three lines or more parts the line from the text: it is the name of the site."""
    roles = [line.role for line in header]
    ends = [at + 2 for at in range(number, len(roles) - 2) if roles[at : at + 3] == [Role.MENU] * 3]
    return bool(ends) and candidates[-1] > ends[0]


def _stands_over_byline(header: list[HeaderLine], number: int, author_at: int | None) -> bool:
    """Return whether the names or the date of the text stand directly under the line, which is no menu then."""
    return number + 1 == author_at or (number + 1 < len(header) and header[number + 1].role is Role.DATE)


def _flows_into_prose(header: list[HeaderLine], number: int) -> bool:
    """Return whether the line is the first of a paragraph: the lines under it go on in small letters as one."""
    for upper, lower in zip(header[number:], header[number + 1 :], strict=False):
        if lower.block != upper.block or not lower.text[0].islower():
            return False
        if lower.role is Role.PROSE:
            return True
    return False


def _is_institution_name(text: str) -> bool:
    """Return whether a line is the name of a body rather than what it writes about: no verb, no colon, no question."""
    about = re.search(
        r"[:?!]|\b(?:on|in|about|over|with|from|to|after|before|über|im|en|sur|sobre|su|о|об|в|на)\b", text, re.I
    )
    if about or len(text.split()) > 8:
        return False
    return bool(_BODY.match(text)) or has_institution_word(text)


def _is_deck(header: list[HeaderLine], upper: int, lower: int) -> bool:
    """Return whether the lower line is the sentence that newspapers set under a headline In Capitals Like These."""
    one, other = header[upper], header[lower]
    if one.block == other.block and not one.level:
        return False
    words = other.text.split()
    return (
        other.role is Role.TEXT
        and len(one.text.split()) >= 3
        and len(words) >= 6
        and words[0][0].isupper()
        and lower_share(one.text) < 0.4
        and lower_share(other.text) >= 0.5
    )


def _next_text(header: list[HeaderLine], number: int, candidates: list[int]) -> int:
    """Return the number of the line after this one, its wrapped lines and its translation skipped."""
    while number + 1 in candidates and (
        _continues(header, number, number + 1) or _is_translation(header[number], header[number + 1])
    ):
        number += 1
    if number + 2 < len(header) and number + 1 in candidates and _is_deck(header, number, number + 1):
        number += 1
    return number + 1


def _is_translation(upper: HeaderLine, lower: HeaderLine) -> bool:
    """Return whether the lower line repeats the upper one in another script: both stand in one block."""
    scripts = {_script(upper.text), _script(lower.text)}
    return upper.block == lower.block and len(scripts) == 2 and None not in scripts


def _script(text: str) -> str | None:
    """Return the script of the first letter."""
    first = next((char for char in text if char.isalpha()), None)
    if first is None:
        return None
    return "latin" if first < "\u0370" else "greek or cyrillic" if first < "\u0590" else "other"


def _is_followed_by_issue(header: list[HeaderLine], number: int) -> bool:
    """Return whether a volume or ISSN line follows at once: then this is the name of the periodical."""
    return (
        number + 1 < len(header)
        and header[number + 1].role is Role.PERIODICAL
        and number + 2 < len(header)
        and any(line.role is Role.TEXT for line in header[number + 2 :])
    )


def _is_lower_subtitle(upper: str, lower: str) -> bool:
    """Return whether a line in small letters is a subtitle: over it stands a short title that nothing leaves open."""
    if _NOVEL.fullmatch(lower):
        return True
    if _OPEN_END.search(upper) or not lower[0].islower() or _SMALL_WORD.match(lower):
        return False
    return len(upper) < 35 and len(upper) < 0.8 * len(lower)


def _continues(header: list[HeaderLine], upper: int, lower: int) -> bool:
    """Return whether the lower line goes on with the title of the upper one."""
    one, other = header[upper], header[lower]
    if one.role is not Role.TEXT or other.role is not Role.TEXT:
        return False
    if other.goes_on:
        return not is_imprint(other.text)
    if one.block != other.block or one.level or other.level:
        return False
    if is_imprint(other.text) or (split_off_date(other.text)[1] and not _OPEN_END.search(one.text)):
        return False
    if _is_lower_subtitle(one.text, other.text):
        return False
    if one.text.rfind("(") > one.text.rfind(")") and ")" in other.text:
        return True
    if _OPEN_END.search(one.text) or other.text[0].islower() or other.text[0] in "(―—–〜～":
        return True
    if one.text.isupper() and other.text.isupper():
        return True
    return one.centred and other.centred and len(one.text) >= 30
