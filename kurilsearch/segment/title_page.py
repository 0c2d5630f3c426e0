"""What stands before the running text: title, byline, dates, keywords, menus; and what a page has after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.cjk_letters import HAN_OR_KANA
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.sentence_end import ends_like_sentence
from kurilsearch.model import FurnitureKind, Kind
from kurilsearch.segment.blocks import Block, stands_after, stands_before
from kurilsearch.segment.headings import heading_style, is_title_case
from kurilsearch.segment.lines import LineLayout
from kurilsearch.segment.menu_words import is_chrome
from kurilsearch.segment.words import NOT_IN_NAMES, SMALL

_LONGEST_ZONE = 40
_FEWEST_WORDS = 3
_MOSTLY_SMALL = 0.6
_DETAIL = lazy_pattern(
    r"(?:(?:online |print )?issn|isbn|doi\b|https?://|www\.|©|\(c\)|copyright|vol(?:ume)?\b\.?\s*\d"
    r"|issue\b|no\.\s*\d|№|pp?\.\s*\d"
    r"|pages?\b|key ?words?\b|ключевые слова|schlüssel(?:wörter|begriffe)|mots[- ]clés|キーワード"
    r"|submitted|received|accepted|revised"
    r"|published|posted|date\b|дата|опубликовано|erschienen|veröffentlicht|publié|公開|投稿|subject\b|tags?\b|source\b|url\b"
    r"|language\b|license\b|licence\b|удк\b|author\b|authors\b|title\b|translated by|edited by|presented\b"
    r"|transcript\b|by\s+[A-ZА-Я]|von\s+[A-Z]|par\s+[A-Z]|por\s+[A-Z]|автор|著者|文[:：・]|\d{4} volume)",
    re.I,
)
_DATE = re.compile(
    r"(?:\w+,? )?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.? [^\W\d_]{3,9}\.?,? \d{4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|(?:[^\W\d_]{3,9} )?\d{4}|\d{4}年.{0,8})"
    r"(?: ?(?:г\.?|года|年))?(?:[,; ].{0,30})?\Z"
)
_BY = frozenset(("by", "von", "par", "por", "автор"))
_NAME_WORD = r"(?:[^\W\d_a-zа-яё][\w'’.-]*|de|la|van|von|der|den|du|di|da|dos|bin|al|фон|де)"
_NAME = lazy_pattern(
    rf"(?:(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Аа]втор:?) )?{_NAME_WORD}(?:[ ,]+{_NAME_WORD}){{1,4}}(?:[ ,]+[a-z\d*†‡])?\Z"
)
_PHRASE = re.compile(r"(?:The|A|An|Der|Die|Das|Ein|Eine|Le|La|Les|Un|Une|El|Los|Las|Il|Lo) [^\W\d_A-ZÀ-Þ]+(?: |\Z)")
"""An article before a word in small letters, with which no name begins."""
_OF_A_BOOK = re.compile(
    r"\bisbn\b|\bprinted (?:and bound )?(?:in|by)\b|\bfirst published\b|\bgedruckt in\b|\bauflage\b|\bimprimé en\b|"
    r"\bimpreso en\b|\bstampato in\b|\bотпечатано\b|印刷所",
    re.IGNORECASE,
)
"""What a page of imprint says, beside the rights that a web page names too."""
_OF_A_SERIES = re.compile(r"\b(?:no|nr|n°|№|vol|bd|t|т)\.? ?\d|\(\d{4}\)\Z", re.IGNORECASE)
"""A number of a series or an edition, or the year of one at a line's end."""
_EDITORIAL_DATE = re.compile(
    r"(?:submitted|received|accepted|revised|published online|поступила|eingegangen)\b.{0,120}\d{4}", re.I
)


def is_detail(text: str) -> bool:
    """Tell whether a line states a detail of the publication: an ISSN, a date, keywords, a byline's label."""
    return len(text) < 400 and (_DETAIL.match(text) is not None or _DATE.match(text) is not None)


def is_editorial_date(text: str) -> bool:
    """Tell whether a line says when an article was submitted or accepted."""
    return len(text) < 160 and _EDITORIAL_DATE.match(text) is not None


def is_name(text: str) -> bool:
    """Tell whether a line could be nothing but a person's name, an affiliation mark behind it allowed."""
    words = [word for word in text.split() if word.lower() not in ("by", "von", "par", "por", "автор", "автор:")]
    if any(word.lower() in NOT_IN_NAMES for word in words) or heading_style(text).name.startswith(("chapter", "part")):
        return False
    capitalised = all(word[0].isupper() or (word.islower() and len(word) <= 3) for word in words if word[0].isalpha())
    return len(text) <= 60 and 2 <= len(words) <= 6 and capitalised and _NAME.match(text) is not None


def is_running_text(block: Block) -> bool:
    """Tell whether a block reads as running text: long, or ending like a sentence and more than a phrase."""
    if block.kind not in (None, Kind.BODY) or block.furniture:
        return False
    text = block.text
    if len(text) >= 240:
        return True
    unspaced = len(HAN_OR_KANA.findall(text))
    return ends_like_sentence(text) and len(text) + 2 * unspaced >= 60 and not is_chrome(text) and not is_detail(text)


def looks_like_web_page(blocks: Sequence[Block], layout: LineLayout) -> bool:
    """Tell whether a text was saved from a web page: long paragraphs, one a line, with a site's menus around."""
    if layout.width and max((len(block.text) for block in blocks), default=0) < 400:
        return False
    edges = [*blocks[:_LONGEST_ZONE], *blocks[max(len(blocks) - _LONGEST_ZONE, _LONGEST_ZONE) :]]
    if any(_OF_A_BOOK.search(block.text) for block in edges if len(block.text) < 160):
        return False
    return sum(len(block.text) < 160 and is_chrome(block.text) for block in edges) >= 2


def sort_title_page(blocks: Sequence[Block], *, web: bool) -> list[Block]:
    """Return the blocks with title, byline, details and menus before the running text told apart."""
    first = next((i for i, b in enumerate(blocks[:_LONGEST_ZONE]) if is_running_text(b)), None)
    if not first:
        return list(blocks)
    sorted_blocks = list(blocks)
    title, title_end = _find_title(blocks[:first])
    for i in range(first):
        block, text = blocks[i], blocks[i].text
        if block.furniture or block.marker or block.kind in (Kind.NOTE, Kind.BLOCKQUOTE):
            continue
        if title <= i < title_end:
            sorted_blocks[i] = block._replace(kind=Kind.HEADING)
        elif block.kind is Kind.HEADING:
            continue
        elif i < title:
            sorted_blocks[i] = block._replace(furniture=FurnitureKind.MENU if web else FurnitureKind.TITLE_PAGE)
        elif is_chrome(text) and web:
            sorted_blocks[i] = block._replace(furniture=FurnitureKind.MENU)
        elif (
            is_detail(text)
            or text.casefold() in _BY
            or (title_end <= i <= title_end + 2 and _is_byline(blocks, i, first, web=web))
        ):
            sorted_blocks[i] = block._replace(furniture=FurnitureKind.TITLE_PAGE)
        elif web and not (i == first - 1 or heading_style(text).strong):
            sorted_blocks[i] = block._replace(furniture=FurnitureKind.MENU)
    return _with_joined_title(sorted_blocks, title, title_end)


def sort_page_end(blocks: Sequence[Block], *, web: bool) -> list[Block]:
    """Return the blocks with the menus after the text of a web page told apart, headings with their marks kept."""
    if not web:
        return list(blocks)
    last = max((i for i, b in enumerate(blocks) if is_running_text(b) or b.kind is Kind.NOTE), default=len(blocks))
    sorted_blocks = list(blocks)
    under_heading = False
    for i, block in enumerate(blocks):
        text = block.text
        if block.furniture:
            continue
        if block.kind is Kind.HEADING:
            under_heading = i > last
        elif is_chrome(text) or (i > last and not under_heading and block.kind is None):
            sorted_blocks[i] = block._replace(furniture=FurnitureKind.MENU)
    return sorted_blocks


def _is_byline(blocks: Sequence[Block], i: int, first: int, *, web: bool) -> bool:
    """Tell whether a line below the title names an author or a series rather than a section."""
    text = blocks[i].text
    if is_name(text) and (blocks[i - 1].text.casefold() in _BY or re.match(r"[^\W\d_IVX]\.", text)):
        return True
    if heading_style(text).strong or ends_like_sentence(text) or len(text) > 120 or _is_stanza(blocks[i]):
        return False
    if not web and stands_before(blocks, i) and _reads_as_note(text):
        return False
    is_alone = i == first - 1 and stands_before(blocks, i) and stands_after(blocks, i)
    over_text = is_alone and (is_title_case(text) or _PHRASE.match(text) is not None)
    return is_name(text) or not over_text


def _reads_as_note(text: str) -> bool:
    """Tell whether a line is words of a note rather than a name or a series: most words that matter are small."""
    if _OF_A_SERIES.search(text):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() not in SMALL]
    return len(words) >= _FEWEST_WORDS and sum(word[0].islower() for word in words) >= _MOSTLY_SMALL * len(words)


def _is_stanza(block: Block) -> bool:
    """Tell whether a block is lines of verse rather than names: several lines, most words in small letters."""
    words = [word for word in block.text.split() if word[0].isalpha()]
    return len(block.lines) >= 3 and 2 * sum(word[0].islower() for word in words) > len(words)


def _find_title(zone: Sequence[Block]) -> tuple[int, int]:
    """Return the range of blocks that hold the title; (0, 0) where none of them looks like one."""
    for i, block in enumerate(zone):
        if block.kind is Kind.HEADING and block.level:
            return i, i + 1
    plausible = [
        i
        for i, block in enumerate(zone)
        if not block.furniture
        and not is_detail(zone[i].text)
        and not is_chrome(zone[i].text)
        and len(zone[i].text) <= 300
    ]
    named_again = [i for i in reversed(plausible) if zone[i].text.count(" ") and _is_within_another(zone, i)]
    if named_again:  # in the page's title or in a breadcrumb, where the author may stand as well
        i = next((i for i in named_again if not is_name(zone[i].text)), named_again[0])
        return i, i + 1
    for i in plausible:
        if (
            i + 1 < len(zone)
            and is_name(zone[i + 1].text)
            and zone[i].text.count(" ") >= 2
            and not is_name(zone[i].text)
        ):
            start = i
            while start - 1 in plausible and _is_upper_part(zone, start - 1):
                start -= 1
            return start, i + 1
    numbered = next((i for i in plausible if _is_numbered(zone[i].text)), len(zone))
    unnumbered = [
        i for i in plausible if i < numbered and (not heading_style(zone[i].text).strong or zone[i].text.isupper())
    ]
    for i in unnumbered:
        before_by = i + 1 < len(zone) and zone[i + 1].text.casefold() in _BY
        if not is_name(zone[i].text) or before_by or all(map(is_name, (zone[k].text for k in unnumbered))):
            end = i + 1
            while end in plausible and _goes_on(zone, end - 1):
                end += 1
            return i, end
    return 0, 0


def _is_within_another(zone: Sequence[Block], i: int) -> bool:
    return any(zone[i].text in block.text and block.text != zone[i].text for block in zone)


def _is_upper_part(zone: Sequence[Block], i: int) -> bool:
    """Tell whether the line above a title is its beginning: it goes on, is in capitals, or opens the text."""
    opens_text = i == 0 and zone[1].lines[0].row == zone[0].lines[-1].row + 1
    capitals = zone[i].text.isupper() and not zone[i + 1].text.isupper()
    return _goes_on(zone, i) or capitals or opens_text


def _is_numbered(text: str) -> bool:
    return heading_style(text).name.rstrip("0123456789") in ("part", "chapter", "section", "roman", "decimal", "arabic")


def _goes_on(zone: Sequence[Block], i: int) -> bool:
    """Tell whether a title line goes on in the line right below it."""
    adjacent = zone[i + 1].lines[0].row == zone[i].lines[-1].row + 1
    joining = zone[i].text.endswith((":", ",", "-", " of", " and", " the", " in", " und", " et", " и", " в"))
    return adjacent and joining and not is_name(zone[i + 1].text)


def _with_joined_title(blocks: list[Block], title: int, end: int) -> list[Block]:
    if end - title < 2:
        return blocks
    for block in blocks[title + 1 : end]:
        blocks[title] = blocks[title].joined_with(block)
    del blocks[title + 1 : end]
    return blocks
