"""The order of the cleaning steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kurilsearch.clean.aozora import find_aozora_marks, find_aozora_notices
from kurilsearch.clean.boilerplate import find_boilerplate
from kurilsearch.clean.cut import Cut, WorkingText, cut_out
from kurilsearch.clean.ebook_marks import find_ebook_marks, find_scanner_notes
from kurilsearch.clean.edit_links import find_edit_marks
from kurilsearch.clean.generator_marks import find_generator_marks
from kurilsearch.clean.line_numbers import find_line_numbers
from kurilsearch.clean.markdown_dialects import find_pandoc_marks, find_wiki_marks
from kurilsearch.clean.markup import find_markdown_marks, find_tags, find_zeros, looks_like_markdown
from kurilsearch.clean.misprints import find_commands, read_misprints
from kurilsearch.clean.note_marks import find_note_marks
from kurilsearch.clean.page_breaks import cut_form_feeds, find_form_feeds, find_page_marks, find_page_traces
from kurilsearch.clean.page_furniture import PageFurniture, find_numbered_pages, find_page_furniture
from kurilsearch.clean.whitespace import level_whitespace
from kurilsearch.model import CleanText, FurnitureKind, Page, SourceText

_MOST_ROUNDS = 12


def clean_text(source: SourceText) -> CleanText:
    """Return the text of ``source`` without its header, page furniture, markup and note marks, with the way back.

    Lines stay lines: joining them is the segmenter's part. ``pages`` are empty where no page breaks show.
    """
    working = WorkingText.of(level_whitespace(source.text))
    if source.header:
        working = cut_out(working, [Cut(*source.header, FurnitureKind.FRONT_MATTER)])
    if notices := list(find_boilerplate(working.text)):
        working = cut_out(working, notices)
        working = cut_out(working, find_ebook_marks(working.text))
    working = cut_out(working, [*find_scanner_notes(working.text), *find_aozora_notices(working.text)])
    working = cut_out(working, find_line_numbers(working.text))
    working, pages = cut_page_furniture(working, source.pages)
    markdown = source.is_markdown
    for _ in range(_MOST_ROUNDS):
        markdown = markdown or looks_like_markdown(working.text)  # an edit link may have stood before a heading
        marks = list(find_marks(working.text, markdown=markdown))
        if not marks:
            break
        working = cut_out(working, marks)
    working = read_misprints(working)
    return CleanText(working.text, working.way_back, working.furniture, pages, source.is_markdown)


def find_marks(text: str, *, markdown: bool) -> Iterator[Cut]:
    """Find what is cut within lines: edit links, note marks, tags, and Markdown's marks."""
    yield from find_zeros(text)
    yield from find_edit_marks(text)
    yield from find_note_marks(text)
    yield from find_tags(text)
    yield from find_commands(text)
    yield from find_aozora_marks(text)
    if markdown:
        yield from find_markdown_marks(text)
        yield from find_pandoc_marks(text)
        yield from find_wiki_marks(text)
        yield from find_generator_marks(text)


def cut_page_furniture(working: WorkingText, known: Sequence[Page]) -> tuple[WorkingText, tuple[Page, ...]]:
    """Cut running heads, page numbers and page marks, and return the pages in source offsets."""
    text = working.text
    marks, marked_pages = find_page_marks(text)
    starts = find_form_feeds(text) or find_page_traces(text)
    if known:
        found = PageFurniture([], list(known))
    elif starts:
        found = find_page_furniture(text, starts)
    elif marked_pages:
        found = PageFurniture(marks, [Page(0, 1), *marked_pages])
    else:
        found = find_numbered_pages(text)
    pages = tuple(Page(working.way_back.source_offset(page.start), page.number, page.label) for page in found.pages)
    cuts = [*_with_blank_lines(text, found.cuts), *cut_form_feeds(text)]
    return cut_out(working, cuts), (tuple(known) or pages)


def _with_blank_lines(text: str, cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Widen the cut of whole lines over the blank lines beside them: one blank line is left of a page's end."""
    for cut in cuts:
        start, end = cut.start, cut.end
        if text[start - 1 : start] in ("", "\n", "\f") and text[end : end + 1] in ("", "\n", "\f"):
            while start > 0 and text[start - 1] in "\n\f ":
                start -= 1
            start = min(text.find("\n", start, cut.start) + 1 or cut.start, cut.start)
            while end < len(text) and text[end] in "\n\f ":
                end += 1
            end = max(text.rfind("\n", cut.end, end), cut.end)
        yield Cut(start, end, cut.kind)
