"""Field filters on passages: the page they stand on, the headings above them, who speaks, what they cite."""

from __future__ import annotations

from kurilsearch.errors import QueryError
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.model import Document
from kurilsearch.query import Everything, InDocuments
from kurilsearch.search.checked_query import CheckedQuery, View
from kurilsearch.search.fields import folded_words, word_tests
from kurilsearch.search.parsed import Fuzzy, InField, Passages, Pattern, Quoted, Word, Years
from kurilsearch.search.syntax import quoted
from kurilsearch.vocabulary.lexicon import Lexicon

_PAGE = lazy_pattern(r"\s*(?P<first>\w+)\s*(?:[-–]\s*(?P<last>\w+)\s*)?")


def resolve_passage_field(field: InField, lexicon: Lexicon) -> CheckedQuery:
    """Return the filter that ``field`` means: section, page, speaker or, where they are found already, those that cite.

    QueryError where a page is none.
    """
    value = field.value
    if isinstance(value, Passages):
        return CheckedQuery(InDocuments(value.documents), lambda view: view.passage in value.spans)
    if field.field == "cites":
        raise QueryError("cites: can be field of a library alone", "Leave it out")
    if isinstance(value, Years):
        raise QueryError(f"{field.field}: cannot have a range in brackets", f"Write {field.field}:word")
    if field.field == "page":
        return _on_page(value, lexicon)
    return _in_section(value) if field.field == "section" else _said_by(value, lexicon)


def _in_section(value: Word | Quoted | Pattern | Fuzzy) -> CheckedQuery:
    """Ask for passages with a heading above that holds these words; a quoted heading's words stand in a row."""
    tests = word_tests(value)
    in_a_row = isinstance(value, Quoted) and value.near is None

    def has_words(heading: str) -> bool:
        words = folded_words(heading)
        if in_a_row:
            starts = range(len(words) - len(tests) + 1)
            return any(all(test(words[start + step]) for step, test in enumerate(tests)) for start in starts)
        return all(any(map(test, words)) for test in tests)

    return CheckedQuery(Everything(), lambda view: any(map(has_words, view.section)))


def _said_by(value: Word | Quoted | Pattern | Fuzzy, lexicon: Lexicon) -> CheckedQuery:
    """Ask for passages whose speaker's name, or writer's, holds these words in any order."""
    tests = word_tests(value)

    def is_speaker(view: View) -> bool:
        stored = lexicon.store.passages_with([view.passage]).get(view.passage)
        words = folded_words(stored.passage.speaker or "") if stored else []
        return all(any(map(test, words)) for test in tests)

    return CheckedQuery(Everything(), is_speaker)


def _on_page(value: Word | Quoted | Pattern | Fuzzy, lexicon: Lexicon) -> CheckedQuery:
    """Ask for passages that stand, in part, on a printed page, or on that page of a file where none are printed."""
    found = _PAGE.fullmatch(value.text)
    if found is None or isinstance(value, Pattern | Fuzzy):
        raise QueryError(f"{quoted(value.text)} is no page", "Write page:57, page:xii or page:57-60")
    first, last = found["first"].casefold(), (found["last"] or found["first"]).casefold()
    wanted = {document.id: _pages(document, first, last) for document in lexicon.documents if document.pages}
    wanted = {number: pages for number, pages in wanted.items() if pages}

    def stands_there(view: View) -> bool:
        stored = lexicon.store.passages_with([view.passage]).get(view.passage)
        if stored is None:
            return False
        touched = lexicon.document(view.document).pages_of(stored.passage.char_start, stored.passage.char_end)
        return touched is not None and any(
            touched[0].number <= number <= touched[1].number for number in wanted.get(view.document, ())
        )

    return CheckedQuery(InDocuments(frozenset(wanted)), stands_there)


def _pages(document: Document, first: str, last: str) -> frozenset[int]:
    """Return the pages of a file, by their 1-based number, that are printed ``first`` to ``last``."""
    is_printed = any(page.label is not None for page in document.pages)
    named = [((page.label or "") if is_printed else str(page.number), page.number) for page in document.pages]
    if first.isdecimal() and last.isdecimal():
        return frozenset(
            number for label, number in named if label.isdecimal() and int(first) <= int(label) <= int(last)
        )
    ends = [number for label, number in named if label.casefold() in (first, last)]
    return frozenset(range(min(ends), max(ends) + 1)) if ends else frozenset()
