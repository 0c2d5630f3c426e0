"""What a source cites: held against known answers, golden texts in unlike styles, and hostile input."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.cli.app import app
from kurilsearch.errors import UsageError
from kurilsearch.language.printed_years import printed_years
from kurilsearch.library.library import open_library
from kurilsearch.model import Furniture, FurnitureKind, Kind, Passage, Run, SourceText, StoredPassage, WayBack
from kurilsearch.parse import parse_document
from kurilsearch.read.text.markdown import MarkdownReader
from kurilsearch.read.text.plain_text import PlainTextReader
from kurilsearch.references import References, works_cited_at
from kurilsearch.references.note_marks import read_marks, without_note_number
from kurilsearch.references.read import read_references
from kurilsearch.references.work_query import parse_work
from tests.known_answers import read_answers, read_cited, read_document, score_citations, score_entries

AHN = "003_41778c0cee55e288.txt"
BIRDS = "001_90cdfc8035c4d31a.txt"


# Against the known answers


@pytest.mark.parametrize("file", [BIRDS, AHN])
def test_entries_and_links_are_those_of_a_careful_reader(file: str, shared_seeds: Path, shared_gold: Path) -> None:
    known = read_answers(shared_gold)[file]
    _, cited = read_cited(read_document(shared_seeds / file))
    entries, citations = score_entries(cited, known), score_citations(cited, known)
    assert min(entries.recall, entries.precision) >= 0.98, entries
    assert min(citations.recall, citations.precision) >= 0.95, citations


def test_quotations_inside_a_source_are_second_hand(shared_seeds: Path, shared_gold: Path) -> None:
    known = read_answers(shared_gold)[AHN]
    names = {entry["n"]: entry["authors"][0]["family"] for entry in known["references"]}
    stored, found = read_cited(read_document(shared_seeds / AHN))
    asked = right = 0
    for quotation in known["inner_quotations"]:
        if quotation["resolves_to"] is None:
            continue
        passage = next(
            each for each in stored if each.passage.char_start <= quotation["char_start"] < each.passage.char_end
        )
        start = passage.passage.text.find(quotation["verbatim"][:25])
        assert start >= 0
        works = works_cited_at(found, passage.id, (start, start + len(quotation["verbatim"])))
        asked += 1
        right += bool(works) and works[0].second_hand and works[0].citation.names[0] == names[quotation["resolves_to"]]
    assert right >= 0.95 * asked


# In unlike styles and languages

GOLDEN = sorted((Path(__file__).parent / "golden" / "references").iterdir())
RULE = "\n=== entries\n"


def described(found: References) -> str:
    """Return entries and citations as the golden files have them."""
    lines = []
    for number, entry in enumerate(found.entries, 1):
        kept = ("type", "container-title", "volume", "issue", "page", "publisher", "DOI")
        fields = ", ".join(f"{name} {entry.item[name]}" for name in kept if name in entry.item)
        label = f"[{entry.label}] " if entry.label else ""
        names = " & ".join(entry.names) or "(none)"
        lines.append(f"{number}. {label}{names} | {entry.year} | {entry.title} | {fields}")
    lines += ["", "=== citations"]
    for number, citation in enumerate(found.citations):
        stored = found.passages[citation.place.passage_id]
        entries = " or ".join(f"{index + 1}" for index in found.links[number].entries) or "none"
        told = [citation.form.value, *(["narrative"] if citation.narrative else []), *([citation.locator or ""])]
        mark = "".join(f" at mark {call.label}" for call in found.calls_by_note().get(stored.id, []))
        lines.append(f"{stored.passage.kind}: {citation.text} -> {entries} ({', '.join(filter(None, told))}){mark}")
    cited = {number for link in found.links for number in link.entries}
    lines += [f"{entry.text[:40]}… is never cited" for n, entry in enumerate(found.entries) if n not in cited]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_styles(file: Path, tmp_path: Path) -> None:
    """Compare with tests/golden/references; KURILSEARCH_UPDATE_GOLDEN=1 writes what is read now."""
    source, _, kept = file.read_text(encoding="utf-8").partition(RULE)
    path = tmp_path / file.name
    path.write_text(source + "\n", encoding="utf-8", newline="\n")
    reader = MarkdownReader() if file.suffix == ".md" else PlainTextReader()
    stored, found = read_cited(parse_document(reader.read(path)))
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(source.rstrip("\n") + "\n" + RULE + described(found), encoding="utf-8", newline="\n")
        kept = described(found)
    assert described(found) == kept
    texts = {each.id: each.passage.text for each in stored}
    for citation in found.citations:
        if citation.place.span[0] < citation.place.span[1]:
            assert texts[citation.place.passage_id][slice(*citation.place.span)] == citation.text


# What quoted words rest on


def book(*paragraphs: str, notes: tuple[str, ...] = ()) -> tuple[list[StoredPassage], References]:
    """Return paragraphs with a list of two works behind them; ``> `` begins a block quotation."""
    listed = ["Nimmo, W. (1994). Islands apart. Gull Press.", "Sato, K. (1961). The mail boat. Gull Press."]
    kinds = [Kind.BLOCKQUOTE if text.startswith("> ") else Kind.BODY for text in paragraphs]
    parts: list[tuple[Kind, str, tuple[str, ...]]] = [
        (kind, text.removeprefix("> "), ()) for kind, text in zip(kinds, paragraphs, strict=True)
    ]
    parts += [(Kind.NOTE, text, ()) for text in notes]
    parts += [(Kind.REFERENCE, text, ("References",)) for text in listed]
    stored = []
    start = 0
    for number, (kind, text, section) in enumerate(parts):
        way_back = WayBack((Run(0, start, len(text)),))
        stored.append(StoredPassage(number, 1, number, Passage(kind, text, way_back, section), number + 1))
        start += len(text) + 2
    return stored, read_references(stored)


def cited_for(words: str, *paragraphs: str) -> list[tuple[str, bool]]:
    """Return the citations that ``words`` rest on, and whether at second hand."""
    stored, found = book(*paragraphs)
    passage = next(each for each in stored if words in each.passage.text)
    start = passage.passage.text.index(words)
    works = works_cited_at(found, passage.id, (start, start + len(words)))
    return [(work.citation.text, work.second_hand) for work in works]


@pytest.mark.parametrize(
    ("words", "paragraphs", "expected"),
    [
        ("The boat was late", ["The boat was late (Nimmo, 1994). It sank."], [("Nimmo, 1994", False)]),
        ("It sank", ["The boat was late (Nimmo, 1994). It sank."], []),
        ("never came", ['He wrote that it "never came" (Sato, 1961).'], [("Sato, 1961", True)]),
        ("never came", ['Nimmo (1994) writes: "It never came. Nobody waited."'], [("Nimmo (1994)", True)]),
        ("Nobody waited", ["Nobody waited. (Nimmo, 1994, p. 3) Later it came."], [("Nimmo, 1994, p. 3", False)]),
        (
            "Nobody waited",
            ["As Nimmo (1994) has it:", "> The boat was late. Nobody waited."],
            [("Nimmo (1994)", True)],
        ),
        ("Nobody waited", ["> Nobody waited. The boat was late. (Sato 1961: 7)"], [("Sato 1961: 7", True)]),
        ("was late", ["The boat was late (Nimmo, 1994; Sato, 1961)."], [("Nimmo, 1994", False), ("Sato, 1961", False)]),
        ("«never»", ["Il écrit « jamais » et «never» (Sato, 1961)."], [("Sato, 1961", False)]),
    ],
)  # fmt: skip
def test_the_works_that_words_rest_on(words: str, paragraphs: list[str], expected: list[tuple[str, bool]]) -> None:
    assert cited_for(words, *paragraphs) == expected


def test_words_before_a_note_mark_rest_on_what_the_note_cites(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    text = "# Post\n\nThe bag was light.[^1] It came.\n\n[^1]: Ada Nyman, *Ice Post* (Turku: Isbro, 1971), 12.\n"
    path.write_text(text, encoding="utf-8")
    stored, found = read_cited(read_document(path))
    body = next(each for each in stored if "bag" in each.passage.text)
    (work,) = works_cited_at(found, body.id, (0, 10))
    assert work.entries[0].names == ("Nyman",)
    assert work.called_from is not None
    assert text[slice(*work.called_from.place.source_span)] == "[^1]"
    assert works_cited_at(found, body.id, (19, 27)) == ()


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("3,59-61", ["3", "59", "60", "61"]),
        ("<sup>12</sup>", ["12"]),
        ("¹²", ["12"]),
        ("[^ferry]", ["ferry"]),
        (" [iv]", ["iv"]),
        ("*", ["*"]),
    ],
)
def test_a_note_mark_says_which_notes(printed: str, labels: list[str]) -> None:
    text = f"came.{printed} It"
    region = Furniture(5, 5 + len(printed), FurnitureKind.NOTE_MARK)
    assert [mark.label for mark in read_marks(text, [region, Furniture(0, 2, FurnitureKind.RUNNING_HEAD)])] == labels


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("5. Compare Nimmo, Islands.", "Compare Nimmo, Islands."),
        ("5 Compare Nimmo, Islands.", "Compare Nimmo, Islands."),
        ("(12) 高橋『氷の郵便』", "高橋『氷の郵便』"),
        ("[^ferry]: It was late.", "It was late."),
        ("¹² ibid., p. 4.", "ibid., p. 4."),
        ("* The Gull lists them.", "The Gull lists them."),
        ("*The Gull* lists them.", "*The Gull* lists them."),
        ("12 ships were lost.", "12 ships were lost."),
        ("1961 was cold.", "1961 was cold."),
        ("5.", "5."),
        ("It was late.", "It was late."),
    ],
)
def test_a_note_is_quoted_without_its_number(note: str, words: str) -> None:
    assert without_note_number(note) == words


# Numbers in brackets


def numbered(text: str) -> list[str | None]:
    """Return the numbers cited in ``text``, above a numbered list of three."""
    works = "\n\n".join(f"[{number}] Sato, K. Mail {number}. Hull: Gull Press, 196{number}." for number in (1, 2, 3))
    source = SourceText(f"{text}\n\nReferences\n\n{works}\n", "text", "utf-8")
    return [citation.number for citation in read_cited(parse_document(source))[1].citations]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Slow [1], late [2], said all [3]. It sank [1, 2]. An index as in a[3] or row_[1] is none.", [*"12312"]),
        ("It sank [3, 1]. They said so [2, 3]. An index as in a[3] or row_[1] is none.", [*"3123"]),
        ("It was slow[1] and late[2], as we knew [3].", ["1", "2", "3"]),
        ("It was slow [1] and late [2], they say [3], and a scan lost two spaces[1], or more[2].", [*"12312"]),
        ("船は遅かった[1]。郵便も遅かった [2]。人は待った [3]。氷が来た [1]。", ["1", "2", "3", "1"]),
    ],
)
def test_a_number_right_behind_a_letter_is_an_index_unless_the_document_cites_so(text: str, numbers: list[str]) -> None:
    assert numbered(text) == numbers


# A work as a person names it


@pytest.mark.parametrize(
    ("year", "forms"),
    [
        (1993, ("1993", "一九九三", "MCMXCIII", "平成5", "平成五")),
        (1989, ("1989", "一九八九", "MCMLXXXIX", "昭和64", "昭和六十四", "平成1", "平成一", "平成元")),
        (1905, ("1905", "一九〇五", "一九零五", "MCMV", "明治38", "明治三十八")),
    ],
)
def test_a_year_is_printed_in_several_ways(year: int, forms: tuple[str, ...]) -> None:
    assert printed_years(year) == forms


@pytest.mark.parametrize(
    ("typed", "names", "year", "title"),
    [
        ("Ziegler 1993", ("Ziegler",), "1993", None),
        ("Kimura & Welch (1998a)", ("Kimura", "Welch"), "1998a", None),
        ("Ziegler, C. E. (1993)", ("Ziegler",), "1993", None),
        ("van der Zee et al., 1975", ("van der Zee",), "1975", None),
        ("Громова 1999а", ("Громова",), "1999а", None),
        ("高橋・森 2001", ("高橋", "森"), "2001", None),
        ("“The Salt Report”", (), None, "The Salt Report"),
        ('Conti, "Caravans"', ("Conti",), None, "Caravans"),
    ],
)
def test_a_work_is_named(typed: str, names: tuple[str, ...], year: str | None, title: str | None) -> None:
    query = parse_work(typed)
    assert (query.names, query.year, query.title) == (names, year, title)


@pytest.mark.parametrize("typed", ["", "1993", "…", "(1998a)"])
def test_what_names_no_work_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="names no work"):
        parse_work(typed)


# The commands, over a library of four short sources

SOURCES = {
    "boats.md": "---\ntitle: Boats\nauthor: Ada Berg\ndate: 2001\n---\n\n"
    "The boat was late (Nimmo, 1994, p. 3). Nobody asked why (Petrie, 1980).\n\n"
    "# References\n\nNimmo, W. (1994). Islands apart. Gull Press.\n\nSato, K. (1961). The mail boat. Gull Press.\n",
    "mail.md": "---\ntitle: Mail\nauthor: Ada Berg\ndate: 2002\n---\n\nThe mail was wet.[^1] It was read aloud.[^2]\n\n"
    "[^1]: William Nimmo, *Islands Apart* (Hull: Gull Press, 1994), 12.\n\n[^2]: Ibid., 14.\n",
    "pairs.md": "---\ntitle: Pairs\nauthor: Ada Berg\ndate: 2004\n---\n\n"
    "One is right (Vane, 1970), and one is late (Vane, 1970b).\n\n# References\n\n"
    "Vane, R. (1970a). Early sails. Gull Press.\n\nVane, R. (1970b). Late sails. Gull Press.\n",
    "numbers.md": "---\ntitle: Numbers\nauthor: Ada Berg\ndate: 2003\n---\n\n"
    "The mail boat was small [1] and slow [2, p. 7].\n\n# References\n\n"
    "1. Adler H. Small boats. Boat J. 1994;3(1):1-9.\n\n2. Sato K. The mail boat. Hull: Gull Press; 1961.\n",
}


def indexed(folder: Path, sources: Mapping[str, str]) -> Path:
    """Make ``folder`` a library of these papers, and return it."""
    (folder / "kurilsearch.toml").write_text('sources = ["papers"]\n', encoding="utf-8")
    (folder / "papers").mkdir()
    for name, text in sources.items():
        (folder / "papers" / name).write_text(text, encoding="utf-8", newline="\n")
    with open_library(folder) as library:
        library.index()
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sources"), SOURCES)


COMMANDS = sorted((Path(__file__).parent / "golden" / "cli" / "references").glob("*.txt"))


@pytest.mark.parametrize("file", COMMANDS, ids=lambda file: file.stem)
def test_commands_print_as_they_did(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare with tests/golden/cli/references; KURILSEARCH_UPDATE_GOLDEN=1 writes what is printed now."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "88")
    kept = file.read_text(encoding="utf-8")
    line = kept.splitlines()[0]
    result = CliRunner().invoke(app, shlex.split(line.removeprefix("$ kurilsearch ")), prog_name="kurilsearch")
    printed = f"{line}\n{result.stdout}--- exit {result.exit_code}\n".replace("\\", "/")
    if os.environ.get("KURILSEARCH_UPDATE_GOLDEN"):
        file.write_text(printed, encoding="utf-8", newline="\n")
        kept = printed
    assert printed == kept


def test_programs_get_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    listed = json.loads(CliRunner().invoke(app, ["references", "boats.md", "--format", "json"]).stdout)
    text = SOURCES["boats.md"]
    assert [text[each["char_start"] : each["char_end"]] for each in listed["entries"]] == [
        "Nimmo, W. (1994). Islands apart. Gull Press.",
        "Sato, K. (1961). The mail boat. Gull Press.",
    ]
    assert [text[each["char_start"] : each["char_end"]] for each in listed["citations"]] == [
        "Nimmo, 1994, p. 3",
        "Petrie, 1980",
    ]
    assert [each["entries"] for each in listed["citations"]] == [[0], []]
    found = json.loads(CliRunner().invoke(app, ["cited", "Nimmo", "1994", "--format", "json"]).stdout)
    assert (found["work"], found["total"]) == ("Nimmo 1994", 3)
    assert [hit["quote"] for hit in found["hits"]] == [
        "The boat was late (Nimmo, 1994, p. 3).",
        "The mail was wet.",
        "It was read aloud.",
    ]


def test_a_limit_counts_what_it_leaves_out(folder: Path) -> None:
    with open_library(folder) as library:
        result = library.cited("Nimmo 1994", limit=1)
    assert (len(result.passages), result.total) == (1, 3)


ISLES = {
    "han.txt": "氷の郵便\n\n郵便は遅れた¹。船は来なかった²。\n\n注\n\n"
    "1. 高橋一郎『氷の郵便史』海鳴社、一九七二年、一二頁。\n\n2. 同上、一五頁。\n",
    "era.txt": "船の歴史\n\n船は遅れた¹。\n\n注\n\n1. 森二郎『冬の航路』海鳴社、昭和47年、八頁。\n",
    "apart.md": "# Apart\n\nThe boat was late (Nimmo, 1994). It was slow too (Nimmo, 1994, p. 2). The ice lay thick. "
    "Nobody had asked for it. The mail was read aloud (Nimmo, 1994, p. 9). It was cold.\n\n"
    "# References\n\nNimmo, W. (1994). Islands apart. Gull Press.\n",
}


@pytest.fixture(scope="module")
def isles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("isles"), ISLES)


@pytest.mark.parametrize(
    ("work", "found"),
    [("高橋 1972", 2), ("高橋一郎 1972", 2), ("高橋", 2), ("森二郎 1972", 1), ("高橋 1973", 0), ("森 1971", 0)],
)
def test_a_year_is_that_of_the_work_however_it_is_printed(work: str, found: int, isles: Path) -> None:
    with open_library(isles) as library:
        assert library.cited(work).total == found


def test_sentences_between_two_that_cite_a_work_are_not_quoted(isles: Path) -> None:
    with open_library(isles) as library:
        result = library.cited("Nimmo 1994")
    assert [(each.hit.rank, each.hit.quote, len(each.citations)) for each in result.passages] == [
        (1, "The boat was late (Nimmo, 1994). It was slow too (Nimmo, 1994, p. 2).", 2),
        (2, "The mail was read aloud (Nimmo, 1994, p. 9).", 1),
    ]
    for each in result.passages:
        assert [each.hit.quote[slice(*match)] for match in each.hit.matches] == [one.text for one in each.citations]
        assert ISLES["apart.md"][each.hit.char_start : each.hit.char_end] == each.hit.quote


# Whatever stands there


@given(
    st.lists(
        st.sampled_from([*"([“”)];,:.&« »", "Nimmo", "1994", "1994a", "ibid.", "木村", "et al.", "[1]", "p. 3", "and "])
    )
)
def test_spans_slice_out_what_was_found(pieces: list[str]) -> None:
    text = "".join(pieces)
    stored, found = book(text or "x", notes=(f"1 {text}",))
    texts = {each.id: each.passage.text for each in stored}
    source = "\n\n".join(texts.values())
    for citation in found.citations:
        assert texts[citation.place.passage_id][slice(*citation.place.span)] == citation.text
        assert source[slice(*citation.place.source_span)] == citation.text
    for number in texts:
        works_cited_at(found, number, (0, 3))


@pytest.mark.parametrize("piece", ["a", "A", "(", "[1,", '"', "“", "1994 ", "(Nimmo, 1994) ", "Aa, ", "; "])
@pytest.mark.parametrize("kind", [Kind.BODY, Kind.NOTE, Kind.REFERENCE])
def test_endless_repetition_is_read(kind: Kind, piece: str) -> None:
    """Anything quadratic would take minutes here."""
    text = piece * (150_000 // len(piece))
    passage = Passage(kind, text, WayBack((Run(0, 0, len(text)),)), ("References",) * (kind is Kind.REFERENCE))
    found = read_references([StoredPassage(1, 1, 0, passage, 1)])
    assert works_cited_at(found, 1, (5, 9)) is not None
    assert all(text[slice(*citation.place.span)] == citation.text for citation in found.citations)
