"""What a search finds, what it says when it had to look for something else, and that engines make no difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kurilsearch.engines import open_engine
from kurilsearch.errors import QueryError, UsageError
from kurilsearch.location import IndexLocation
from tests.naive_engine import NaiveEngine
from tests.small_library import Book, SmallLibrary, document_called

SHELF = (
    Book(
        "islands/harbour.txt",
        """# The harbour

The ferry sailed on Monday. Nobody waited for the mail.

A ferryman's wife kept the log; the Anglo-Dutch agreement bound her, and U.S. law did not.

> The mail is late, she wrote, and the ferry with it.

^ The log is lost.

= Ito, K. The Ferry and the Sea. Nemuro, 1961.
""",
        "The Harbour Log",
        ("Ito, Kenji", "Brown, Mary"),
        1961,
    ),
    Book(
        "islands/winter.md",
        """# Winter

Ice closed the strait. Ferries lay idle, the mail was carried over the ice on sledges.

Implementing the agreement took years. The implementation failed, and its implications were not foreseen.

海は静かだった。政経不可分の原則。
""",
        "Winter on the Strait",
        ("Sato, Aiko",),
        1987,
        "ja",
    ),
    Book(
        "north.txt",
        """Die Fähren fuhren nicht. Ämter schlossen, und die Post blieb liegen.

L’été, déjà vu: the café stayed open; naïve façades.
""",
        "Nordland",
        ("Müller, Jörg",),
        None,
        "de",
    ),
)


@pytest.fixture(scope="module", params=["naive", "tantivy", "whoosh"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallLibrary]:
    folder = tmp_path_factory.mktemp(request.param)
    engine = NaiveEngine() if request.param == "naive" else open_engine(request.param, IndexLocation(folder / "engine"))
    library = SmallLibrary(folder, *SHELF, engine=engine)
    yield library
    library.engine.close()
    library.store.close()


def first_words(library: SmallLibrary, query: str, **options: Any) -> list[str]:
    return [" ".join(hit.passage.split()[:3]) for hit in library.search(query, 100, **options).hits]


FERRY = "The ferry sailed"
WIFE = "A ferryman's wife"
QUOTED = "The mail is"
NOTE = "The log is"
ITO = "Ito, K. The"
ICE = "Ice closed the"
IMPLEMENTING = "Implementing the agreement"
SEA = "海は静かだった。政経不可分の原則。"
GERMAN = "Die Fähren fuhren"
FRENCH = "L’été, déjà vu:"
ELSEWHERE = "these hold the words in other places or forms"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # words: all of them, in any form, case and accent
        ("ferry", {FERRY, QUOTED, ITO, ICE}),
        ("FERRIES AND mail", {FERRY, QUOTED, ICE}),
        ("fahre", {GERMAN}),
        ("cafe AND facade", {FRENCH}),
        ("ete", {FRENCH}),
        # several tokens in one word stand in a row
        ("anglo-dutch", {WIFE}),
        ("U.S.", {WIFE}),
        ("政経不可分", {SEA}),
        ("政", {SEA}),
        ("原", {SEA}),
        # phrases, quoted words
        ('"the mail"', {FERRY, QUOTED, ICE}),
        ('"mail the"', set()),
        ('"implementation"', {IMPLEMENTING}),
        ('"implement"', set()),
        # near words
        ('"log wife"~3', {WIFE}),
        ('"wife log"~3', {WIFE}),
        ('"wife log"~2', set()),
        ('"mail sailed"~4', set()),
        ('"mail sailed"~7', {FERRY}),
        ('"mail sailed"~4 OR log', {WIFE, NOTE}),
        ('ferry NOT "mail sailed"~7', {QUOTED, ITO, ICE}),
        # booleans
        ("ferry OR log", {FERRY, QUOTED, ITO, ICE, WIFE, NOTE}),
        ("ferry AND NOT mail", {ITO}),
        ("(ice OR log) mail", {ICE}),
        ("+ice +mail", {ICE}),
        ("ferry -mail", {ITO}),
        ('"the mail" -ice', {FERRY, QUOTED}),
        # patterns and fuzzy words
        ("impl*", {IMPLEMENTING}),
        ("*men*", {WIFE, IMPLEMENTING}),
        ("ferr?", {FERRY, QUOTED, ITO}),
        ("ferr????", {WIFE}),
        ("ferr?es", {ICE}),
        ("sledgs~", {ICE}),
        ("sladgs~", set()),
        ("sladgs~2", {ICE}),
        ("idel~", {ICE}),
        ("was the ferry late?", {FERRY, QUOTED, ITO, ICE}),
        # documents
        ("author:ito", {"The harbour", FERRY, WIFE, QUOTED, NOTE, ITO}),
        ('author:"Kenji Ito" mail', {FERRY, QUOTED}),
        ("author:mar* ice", set()),
        ("author:(sato OR muller) mail", {ICE}),
        ("author:Mueller", set()),
        ("author:mullr~ die", {GERMAN}),
        ("title:winter mail", {ICE}),
        ('title:"the strait" mail', {ICE}),
        ('title:"strait the" mail', set()),
        ("year:1987 mail", {ICE}),
        ("year:[1961 TO 1986] mail", {FERRY, QUOTED}),
        ("year:[1962 TO] mail", {ICE}),
        ("year:{1961 TO 1987} mail", set()),
        ("year:19?7 mail", {ICE}),
        ("file:islands mail", {FERRY, QUOTED, ICE}),
        ("file:*.md mail", {ICE}),
        ("file:islands/*.txt mail", {FERRY, QUOTED}),
        ("lang:de", {GERMAN, FRENCH}),
        ("NOT lang:de NOT lang:en", {"Winter", ICE, IMPLEMENTING, SEA}),
        # kinds
        ("kind:note", {NOTE}),
        ("kind:heading", {"The harbour", "Winter"}),
        ("mail kind:blockquote", {QUOTED}),
        ("(kind:note OR kind:reference) file:harbour", {NOTE, ITO}),
    ],
)
def test_a_query_finds(library: SmallLibrary, query: str, found: set[str]) -> None:
    result = library.search(query, 100)
    strict = result.hits if result.loosened is None else ()
    assert {" ".join(hit.passage.split()[:3]) for hit in strict} == found
    if result.loosened is None:
        assert result.total == len(found)


def test_without_words_passages_come_in_document_order(library: SmallLibrary) -> None:
    assert first_words(library, "author:ito") == ["The harbour", FERRY, WIFE, QUOTED, NOTE, ITO]
    assert first_words(library, "NOT ferry NOT file:harbour") == ["Winter", IMPLEMENTING, SEA, GERMAN, FRENCH]
    assert library.search("kind:body", 2).total == 7
    assert len(library.search("kind:body", 2).hits) == 2


def test_any_telling_word_of_a_question_will_do(library: SmallLibrary) -> None:
    assert set(first_words(library, "wife sledges")) == {WIFE, ICE}
    assert set(first_words(library, "wife sledges year:1987")) == {ICE}
    assert set(first_words(library, "wife ferry NOT mail")) == {WIFE, ITO}
    assert set(first_words(library, "what was lost by the sledges")) == set(first_words(library, "lost sledges"))


@pytest.mark.parametrize(
    ("query", "partial_from", "lacking", "first"),
    [
        ("ferries and mail", 4, ("mail",), FERRY),
        ("ferry sailed mail xyzzy", 1, ("sailed", "mail", "xyzzy"), FERRY),
        ('"the mail" xyzzy', 1, ("xyzzy",), FERRY),
        ("+mail sledges", 2, ("sledges",), ICE),
        ("ferry AND mail", None, (), FERRY),
        ("ferry", None, (), FERRY),
        ("海の原則", 1, ("海の原則",), SEA),
        ("Dutch-Anglo", 1, ("Dutch-Anglo",), WIFE),
    ],
)
def test_it_is_said_where_passages_begin_that_lack_words(
    library: SmallLibrary, query: str, partial_from: int | None, lacking: tuple[str, ...], first: str
) -> None:
    result = library.search(query, 100)
    assert result.loosened is None
    assert (result.partial_from, result.lacking) == (partial_from, lacking)
    assert first in {" ".join(hit.passage.split()[:3]) for hit in result.hits[: (partial_from or 3)]}
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["ferry", "ferry mail ice", "the late mail of the strait", "mail OR ferry OR ice"])
def test_a_rank_does_not_depend_on_how_many_are_shown(tmp_path: Path, query: str) -> None:
    words = ["ferry", "mail", "ice", "strait", "late", "snow", "log"]
    texts = (" ".join(words[number % step] for step in (2, 3, 5, 7)) for number in range(700))
    crowd = "\n\n".join(f"{text.capitalize()} {number}." for number, text in enumerate(texts))
    library = SmallLibrary(tmp_path, Book("a.txt", crowd), engine=open_engine(None, IndexLocation(tmp_path / "engine")))
    shown = [[hit.passage_id for hit in library.search(query, limit).hits] for limit in (3, 64, 100, 600)]
    assert len(shown[-1]) > 64
    assert all(some == shown[-1][: len(some)] for some in shown)


def test_a_word_that_names_a_source_leads_to_it(library: SmallLibrary) -> None:
    named = library.search("Kenji ice")  # an author, and a word that stands in another's book only
    assert named.hits[0].file.endswith("winter.md")
    assert library.search("1961 mail").partial_from is not None
    assert library.search("Ito 1961 mail").hits[0].file.endswith("harbour.txt")
    assert {hit.file for hit in library.search("Kenji", 100).hits} == {"islands/harbour.txt"}


@pytest.mark.parametrize(
    ("query", "sentence", "found"),
    [
        (
            "ferry sailed mail xyzzy",
            "No passage holds all the words; these hold 3 of 4: “xyzzy” stands in none",
            {FERRY},
        ),
        ("wife sledges ice", "No passage holds all the words; these hold 2 of 3", {ICE}),
        ("sledgse", "No passage holds the words as they are spelt; these hold sledges for sledgse", {ICE}),
        ("carried sledgse", "No passage holds the words as they are spelt; these hold sledges for sledgse", {ICE}),
        ("wife sledges", "No passage holds all the words; these hold 1 of 2", {WIFE, ICE}),
        ("wife sledges -", "No passage holds all the words; these hold 1 of 2", {WIFE, ICE}),
        ("wife sledges year:1987", "No passage holds all the words; these hold 1 of 2", {ICE}),
        ('"late mail"', "No passage holds “late mail” so; these hold the words near each other", {QUOTED}),
        ('"mail ferry" is', "No passage holds “mail ferry” so; these hold the words near each other", {QUOTED}),
        ('"sledges ice strait"', f"No passage holds “sledges ice strait” so; {ELSEWHERE}", {ICE}),
        ('"implement"', f"No passage holds “implement” so; {ELSEWHERE}", {IMPLEMENTING}),
    ],
)  # fmt: skip
def test_where_nothing_matches_the_query_is_loosened_and_that_is_said(
    library: SmallLibrary, query: str, sentence: str, found: set[str]
) -> None:
    result = library.search(query, 100, match="all")
    assert result.loosened == sentence
    assert {" ".join(hit.passage.split()[:3]) for hit in result.hits} == found


@pytest.mark.parametrize(
    "query", ["xyzzy", "thed", "kog", "ferry author:nobody", "xyzzy* ferry", "zzz ferry lang:ja NOT mail"]
)
def test_what_is_nowhere_is_not_found(library: SmallLibrary, query: str) -> None:
    result = library.search(query)
    assert (result.hits, result.total, result.loosened) == ((), 0, None)


def test_what_no_document_answers_to_is_said(library: SmallLibrary) -> None:
    assert library.search("ferry author:nobody").notes == ("No document of the library answers to author:nobody",)
    assert library.search("year:[1700 TO 1800]").notes == ("No document of the library answers to year:[1700 TO 1800]",)
    assert library.search("ferry author:ito").notes == ()
    assert library.search("ferry author:Ито").total == library.search("ferry author:ito").total > 0
    assert "those that it has are " in library.search("ferry lang:german").notes[0]


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("carried letters by sledgse to Java", "carried letters by sledges to Java"),
        ('"implemntation failed" mail', '"implementation failed" mail'),
        ("sledgse", None),  # it was put right already, and that was said
        ("ferry", None),
        ("xyzzyplugh", None),
        ("derries of Java", None),  # two edits from the ferries, one of them the first letter
    ],
)
def test_a_mistyped_word_is_put_right(library: SmallLibrary, query: str, suggestion: str | None) -> None:
    assert library.search(query).suggestion == suggestion


def test_a_word_far_rarer_than_its_neighbour_is_probably_a_slip(tmp_path: Path) -> None:
    passages = "\n\n".join(["The declaration was long."] * 120 + ["One reclamation was short.", "A deplaration."])
    library = SmallLibrary(tmp_path, Book("a.txt", passages))
    assert library.search("deplaration").suggestion == "declaration"
    assert library.search("reclamation").suggestion is None  # two edits away: another word
    assert library.search("declaration").suggestion is None


def test_a_prefix_of_too_many_words_is_cut_and_that_is_said(tmp_path: Path) -> None:
    words = [f"ab{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(520)]
    library = SmallLibrary(
        tmp_path, Book("a.txt", "\n\n".join(words)), engine=open_engine(None, IndexLocation(tmp_path / "engine"))
    )
    result = library.search("ab*", 1)
    assert result.total == 500
    assert result.notes == ("ab* stands for the 500 commonest of the words that it matches",)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("kind:footnote", "“footnote” is no kind of passage"),
        ("? *", "holds no word"),
        ("*-* b", "stands for every word"),
        ("a*b*c*d*e*", "more than 4 stars"),
        ("year:19x?", "“19x?” is no year"),
        ("字" * 3000, "more than 512 words"),
        ("ʻ ʼ", "holds no word"),
    ],
)
def test_a_query_that_means_nothing_here_is_refused(library: SmallLibrary, query: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint.replace("?", r"\?").replace("*", r"\*")):
        library.search(query)


def test_no_hits_can_be_asked_for_only_by_mistake(library: SmallLibrary) -> None:
    with pytest.raises(UsageError):
        library.search("ferry", 0)


def test_an_empty_library_answers(tmp_path: Path) -> None:
    library = SmallLibrary(tmp_path)
    for query in ("ferry", '"two words"', "NOT ferry", "kind:note", "fer*", "ferry~", "author:ito", "政", "a OR b"):
        assert library.search(query).hits == ()


def test_all_engines_answer_alike(tmp_path: Path) -> None:
    naive = SmallLibrary(tmp_path, *SHELF)
    queries = [
        "ferry mail",
        "the",
        "ferry OR ice OR agreement",
        '"the mail"',
        "impl*",
        "NOT ferry",
        "is the mail late?",
    ]
    for name in ("tantivy", "whoosh"):
        folder = tmp_path / name
        folder.mkdir()
        other = SmallLibrary(folder, *SHELF, engine=open_engine(name, IndexLocation(folder / "engine")))
        for query in queries:
            assert other.search(query, 50).hits == naive.search(query, 50).hits
        other.engine.close()


def test_what_was_removed_is_no_longer_found(tmp_path: Path) -> None:
    library = SmallLibrary(tmp_path, *SHELF)
    assert library.files("sledges") == ["islands/winter.md"]
    with library.store.batch() as batch:
        batch.remove(document_called(library.store, "islands/winter.md").id)
    # the engine lags behind: what it still names is left out
    assert library.search("sledges").hits == ()
    assert library.files("mail") == ["islands/harbour.txt"] * 2


def test_two_letters_of_a_short_word_are_no_slip(tmp_path: Path) -> None:
    library = SmallLibrary(tmp_path, Book("log.txt", "The loss of the ketch was seen from the pier."))
    assert (library.search("ketch loops").suggestion, library.search("ketch loops").loosened) == (None, None)
    assert "loss for lost" in (library.search("ketch lost").loosened or "")
