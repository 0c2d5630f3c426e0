"""Bibliography files: what an entry says, which source it describes, and what is wrong with the rest."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.describe.describe import describe_work, summarise
from kurilsearch.describe.files.bibliography import Bibliography, is_bibliography_name, load_bibliography
from kurilsearch.describe.files.bibtex import parse_bibtex
from kurilsearch.describe.files.entry import BibliographyEntry
from kurilsearch.describe.files.file_field import split_file_field
from kurilsearch.describe.files.latex import latex_to_text
from kurilsearch.language.names import family_first, split_names
from kurilsearch.model import Metadata
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from kurilsearch.witnesses.guess import guess_work
from tests.small_library import guess_of, item_of

ROOT = Path(__file__).resolve().parent.parent


def bibliography(folder: Path, text: str | bytes) -> Bibliography:
    file = folder / "library.bib"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_bibliography([file])


def only(text: str) -> Metadata:
    parsed = parse_bibtex(text)
    assert parsed.problems == []
    (entry,) = parsed.entries
    return entry.metadata


# What an entry says


def test_an_article() -> None:
    entry = parse_bibtex(
        """@article{kimura88,
          author = {Kimura, Hiroshi and Se Hyun Ahn},
          title = "The {Kuril} Question",
          year = 1988, month = may, file = {:kimura.txt:TXT}
        }"""
    ).entries[0]
    assert entry.metadata == Metadata(
        title="The Kuril Question", authors=("Kimura, Hiroshi", "Ahn, Se Hyun"), year=1988, citekey="kimura88"
    )
    assert "kimura.txt" in entry.files


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Ludwig van Beethoven", ("van Beethoven, Ludwig",)),
        ("de la Cruz, Juan", ("de la Cruz, Juan",)),
        ("King, Jr., Martin Luther", ("King, Martin Luther, Jr.",)),
        ("Martin Luther King, Jr.", ("King, Martin Luther, Jr.",)),
        ("{Ministry of Foreign Affairs, Japan}", ("Ministry of Foreign Affairs, Japan",)),
        ("{{Barnes and Noble}} and Ann Lee", ("Barnes and Noble", "Lee, Ann")),
        ("Ministry of Foreign Affairs of Japan", ("Ministry of Foreign Affairs of Japan",)),
        ("Ahn, Se Hyun and others", ("Ahn, Se Hyun",)),
        (r"M{\"u}ller, J{\"o}rg", ("Müller, Jörg",)),
        ("Стрельцов, Дмитрий", ("Стрельцов, Дмитрий",)),
        ("木村汎", ("木村汎",)),
        ("family=Kimura, given=Hiroshi", ("Kimura, Hiroshi",)),
        ("family=Gaulle, given=Charles, prefix=de", ("de Gaulle, Charles",)),
        ("", ()),
    ],
)
def test_names(field: str, names: tuple[str, ...]) -> None:
    assert only(f"@book{{key, title={{T}}, author={{{field}}}}}").authors == names


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}tudes sur l'{\^\i}le", "Études sur l'île"),
        (r"Sh{\=o}wa \& {\=O}saka", "Shōwa & Ōsaka"),
        ("Soviet--Japanese relations", "Soviet–Japanese relations"),
        ("``Four Islands''", "“Four Islands”"),
        (r"\emph{Seikei fukabun} revisited", "Seikei fukabun revisited"),
        ("The {USSR} in {J}apan", "The USSR in Japan"),
        ("50% of the islands", "50% of the islands"),
        (r"50\% of the islands", "50% of the islands"),
        ("unbalanced {brace", "unbalanced brace"),
        ("one\n   two~three", "one two three"),
        ("Курильский вопрос", "Курильский вопрос"),
        (r"Ji\v{r}\'{\i} Ji{\v r}{\'\i} Ji\v{r}\'\i", "Jiří Jiří Jiří"),
        (r"\"{\i} \^\i{} \v{\j} {\'\i} na\"\i ve \={\i} \~{ \i }", "ï î ǰ í naïve ī ĩ"),
        (r"\'{\ae} \b{k} \.{\i} D{\i}yarbak{\i}r Vi\d{\^e}t \'{\^e}", "ǽ ḵ i Dıyarbakır Việt ế"),
        (r"Fran\c cois, \copyright{} 1990", "François, © 1990"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert latex_to_text(latex) == text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year = {1985}", Metadata(year=1985)),
        ("year = {c. 1985}", Metadata(year=1985)),
        ("date = {2015-04-01}", Metadata(year=2015)),
        ("date = {1985/1992}", Metadata(year=1985)),
        ("year = {n.d.}", Metadata()),
        ("year = {in press}, date = {2003}", Metadata(year=2003)),
        ("title = {T}, subtitle = {S}", Metadata(title="T: S")),
        ("editor = {Ann Lee}", Metadata(authors=("Lee, Ann",))),
        ("editor = {Ann Lee}, author = {Bo Ek}", Metadata(authors=("Ek, Bo",))),
        ("langid = {russian}", Metadata(language="ru")),
        ("language = {en-GB}", Metadata(language="en")),
        ("langid = {klingon}", Metadata()),
    ],
)
def test_fields(fields: str, expected: Metadata) -> None:
    found = only(f"@misc{{key, {fields}}}")
    assert found == Metadata(expected.title, expected.authors, expected.year, "key", expected.language)


# Errors cost their own entry and no other


BROKEN = """@book{first, title = {First}}

@article{open, title = {Never closed,
  year = 1999

@string{p = "Press"}
@book{second, publisher = p, title = {Second}, month = smarch}
@book{first, title = {Again}}
@book{mail, title = "half" oops}
@comment{anything @ all}
@book(last, title = {Last})
"""


def test_errors_are_named_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    found = bibliography(tmp_path, BROKEN)
    assert [entry.metadata.title for entry in found.entries] == ["First", "Second", "Again", "Last"]
    assert [warning.line for warning in found.warnings] == [3, 7, 8, 9]
    assert [str(warning).partition(": ")[2] for warning in found.warnings] == [
        "open: the entry that begins here is never closed",
        "undefined string: smarch",
        "the key first stands here a second time",
        "syntax error: '}' expected",
    ]


@pytest.mark.parametrize(
    ("text", "keys", "problems"),
    [
        (
            "@book{open, title={An {Unclosed}, year=1999}\n  @book{next, title={N}}\n",
            ["next"],
            ["1: open: the entry that begins here is never closed"],
        ),
        (
            "@book{open, title={An {Unclosed, year=1999} @book{next, title={N}} @book{last, title={L}}",
            ["next", "last"],
            ["1: open: the entry that begins here is never closed"],
        ),
        ("@book{wrapped, title={Not\n@home here}}\n@book{next, title={N}}", ["wrapped", "next"], []),
        ("@string{p = {Press}\n@book{next, title={N}}", ["next"], ["1: what begins here is never closed"]),
    ],
)
def test_what_is_not_closed_costs_no_other_entry(text: str, keys: list[str], problems: list[str]) -> None:
    parsed = parse_bibtex(text)
    assert [entry.metadata.citekey for entry in parsed.entries] == keys
    assert [f"{line}: {message}" for line, message in parsed.problems] == problems


def test_line_numbers_do_not_depend_on_newlines(tmp_path: Path) -> None:
    for newline in ("\r\n", "\r"):
        found = bibliography(tmp_path, BROKEN.replace("\n", newline))
        assert [warning.line for warning in found.warnings] == [3, 7, 8, 9]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    found = load_bibliography([tmp_path / "gone.bib"])
    assert found.entries == ()
    assert "gone.bib: cannot be read" in str(found.warnings[0])


def test_older_files_are_latin1(tmp_path: Path) -> None:
    found = bibliography(tmp_path, "@book{k, title = {Größe}}".encode("cp1252"))
    assert found.entries[0].metadata.title == "Größe"


@given(st.text(alphabet="@{}\",=#%\\ab1 \n()'é", max_size=120))
def test_any_text_is_parsed_without_an_exception(text: str) -> None:
    parsed = parse_bibtex("@book{good, title = {Good}}\n" + text)
    lines = text.count("\n") + 2
    assert all(1 <= line <= lines for line, _ in parsed.problems)


def test_only_bibliographies_are_bibliographies() -> None:
    assert is_bibliography_name(Path("a/Library.BIB"))
    assert not is_bibliography_name(Path("a/library.txt"))


# Which file an entry describes


@pytest.mark.parametrize(
    ("field", "paths"),
    [
        ("kimura.txt", ["kimura.txt"]),
        ("a.pdf;b.pdf", ["a.pdf", "b.pdf"]),
        (":path/to/x.pdf:PDF", ["path/to/x.pdf"]),
        ("x.pdf:PDF", ["x.pdf"]),
        ("Full Text:files/12/x.pdf:application/pdf", ["files/12/x.pdf"]),
        (
            "PDF:/home/me/x y.pdf:application/pdf;Snapshot:/home/me/z.html:text/html",
            ["/home/me/x y.pdf", "/home/me/z.html"],
        ),
        (r"C\:\\Users\\me\\x.pdf", [r"C:\Users\me\x.pdf"]),
        (r"C:\Users\me\x.pdf", [r"C:\Users\me\x.pdf"]),
        (r":C$\backslash$:/Users/me/x.pdf:pdf", ["C:/Users/me/x.pdf"]),
        (r"odd\;name\:here.txt", ["odd;name:here.txt"]),
        (r":odd\;name\:here.txt:TXT", ["odd;name:here.txt"]),
        (r"my{\_}file.txt", ["my_file.txt"]),
        ("", []),
    ],
)
def test_file_fields_of_reference_managers(field: str, paths: list[str]) -> None:
    found = list(split_file_field(field))
    assert found[: len(paths)] == paths
    assert len(found) <= len(paths) + 1  # the field as a whole, in case it is one odd name


def test_an_odd_file_name_that_was_not_escaped_is_found_too() -> None:
    assert "a;b: c.txt" in split_file_field("a;b: c.txt")


def entry(key: str, *files: str, title: str | None = None, year: int | None = None) -> BibliographyEntry:
    metadata = Metadata(title=title or f"The work called {key}", authors=("A",), year=year, citekey=key)
    return BibliographyEntry(metadata, files, item=item_of(metadata))


def matched(found: Bibliography, file: str) -> str | None:
    match = found.match(file)
    return match.metadata.citekey if match else None


def test_a_file_is_matched_by_its_base_name_in_any_folder_and_case() -> None:
    found = Bibliography((entry("k", r"D:\Zotero\Kimura.TXT"),))
    assert matched(found, "papers/kimura.txt") == "k"
    assert matched(found, "papers/akimura.txt") is None


def test_accents_match_however_they_are_composed() -> None:
    assert matched(Bibliography((entry("k", "Mu\u0308ller.txt"),)), "Müller.txt") == "k"


def test_the_longest_equal_tail_decides_between_equal_names() -> None:
    found = Bibliography((entry("one", "/x/files/12/paper.txt"), entry("two", "/x/files/13/paper.txt")))
    assert matched(found, "files/13/paper.txt") == "two"
    assert matched(found, "13/paper.txt") == "two"
    assert matched(found, "paper.txt") is None, "either could be meant"


def test_a_path_that_leads_somewhere_means_that_file_alone(tmp_path: Path) -> None:
    sources = tmp_path / "texts"
    for file in ("same.txt", "sub/same.txt", "sub/other/same.txt", "copied.txt"):
        (sources / file).parent.mkdir(parents=True, exist_ok=True)
        (sources / file).write_text("words", encoding="utf-8")
    below = (sources / "sub/other/same.txt").as_posix()
    away = tmp_path.parent / f"{tmp_path.name}-storage" / "copied.txt"
    away.parent.mkdir()
    away.write_text("words", encoding="utf-8")
    (sources / "library.bib").write_text(
        "@book{top, title={Top}, file={:same.txt:Text}}\n"
        f"@book{{below, title={{Below}}, file={{{below}}}}}\n"
        "@book{moved, title={Moved}, file={/gone/sub/same.txt}}\n"
        f"@book{{copied, title={{Copied}}, file={{{away.as_posix()}}}}}\n",
        encoding="utf-8",
    )
    found = load_bibliography([sources / "library.bib"], tmp_path)
    assert matched(found, "texts/same.txt") == "top"
    assert matched(found, "texts/sub/other/same.txt") == "below"
    assert matched(found, "texts/sub/same.txt") == "moved", "its path leads nowhere, so its tail decides"
    assert matched(found, "texts/copied.txt") == "copied", "it was exported from elsewhere and copied here"
    alone = load_bibliography([sources / "library.bib"], sources)
    assert matched(alone, "same.txt") == "top"


def test_of_several_files_in_a_field_each_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("words", encoding="utf-8")
    bib = tmp_path / "library.bib"
    bib.write_text("@book{k, title={K}, file={gone/a.txt;sub/b.txt}}", encoding="utf-8")
    found = load_bibliography([bib], tmp_path)
    assert [matched(found, file) for file in ("a.txt", "sub/b.txt", "b.txt")] == ["k", "k", None]


def test_the_same_entry_twice_is_no_contradiction() -> None:
    found = Bibliography((entry("k", "a.txt", title="Same title"), entry("k2", "a.txt", title="Same title")))
    assert matched(found, "a.txt") == "k"


def test_a_title_matches_where_no_file_does() -> None:
    found = Bibliography((entry("k", title="The Kuril Question: Études", year=1988), entry("short", title="Preface")))
    assert described(found, "x.txt", own=Metadata(title="the kuril question — etudes")).year == 1988
    assert described(found, "x.txt", guess=Metadata(title="THE KURIL QUESTION. ETUDES")).citekey == "k"
    assert described(found, "x.txt", own=Metadata(title="Preface")).citekey is None


# What is said of a file in the end


NOTHING = Metadata()


def described(found: Bibliography, file: str, own: Metadata = NOTHING, guess: Metadata = NOTHING) -> Metadata:
    """What hits and lists show of a file."""
    return summarise(describe_work(file, found, own=item_of(own), guess=guess_of(item_of(guess))))


GUESS = Metadata(title="Guessed", authors=("Guess, A",), year=1900)


def test_bibliography_goes_before_front_matter_and_front_matter_before_guesses() -> None:
    found = Bibliography((entry("k", "a.txt", title="From the bibliography"),))
    own = Metadata(title="Own", authors=("Own, O",), year=1985, language="ru")
    assert described(found, "a.txt", own, GUESS) == Metadata("From the bibliography", ("A",), 1985, "k", "ru")


def test_what_a_matching_entry_leaves_out_is_unknown_and_not_guessed() -> None:
    found = Bibliography((entry("k", "a.txt", title="T"),))
    assert described(found, "a.txt", guess=GUESS) == Metadata(title="T", authors=("A",), citekey="k")


def test_guesses_are_named_as_such() -> None:
    shown = described(Bibliography(), "a.txt", Metadata(title="Own"), GUESS)
    assert shown == Metadata("Own", ("Guess, A",), 1900, guessed=frozenset({"authors", "year"}))


def test_a_guessed_editor_stands_for_an_author_and_is_still_a_guess() -> None:
    work = describe_work("a.txt", Bibliography(), guess=guess_of({"editor": [{"family": "Ito", "given": "K."}]}))
    assert summarise(work) == Metadata(authors=("Ito, K.",), guessed=frozenset({"authors"}))


def test_a_bibliography_travels_to_worker_processes() -> None:
    found = Bibliography((entry("k", "a.txt"),))
    assert matched(pickle.loads(pickle.dumps(found)), "a.txt") == "k"


# Names


@pytest.mark.parametrize(
    ("printed", "cited"),
    [
        ("Hiroshi Kimura", "Kimura, Hiroshi"),
        ("Akihiro IWASHITA", "Iwashita, Akihiro"),
        ("IWASHITA Akihiro", "Iwashita, Akihiro"),
        ("Akihiro LI", "Li, Akihiro"),
        ("KIMURA HIROSHI", "Kimura, Hiroshi"),
        ("JOHN SMITH", "Smith, John"),
        ("Streltsov Dmitry", "Streltsov, Dmitry"),
        ("Dmitry Streltsov", "Streltsov, Dmitry"),
        ("Wada Haruki", "Wada, Haruki"),
        ("Se Hyun Ahn", "Ahn, Se Hyun"),
        ("Kim Jong-un", "Kim, Jong-un"),
        ("Xi Jinping", "Xi, Jinping"),
        ("Lee Harvey Oswald", "Oswald, Lee Harvey"),
        ("William James", "James, William"),
        ("J. R. R. Tolkien", "Tolkien, J. R. R."),
        ("Kimura H.", "Kimura, H."),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Charles DE GAULLE", "de Gaulle, Charles"),
        ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Dr. Hans Müller", "Müller, Hans"),
        ("BEN WHITLOCK", "Whitlock, Ben"),
        ("CV Raman", "Raman, CV"),
        ("John Smith, Ph.D.", "Smith, John"),
        ("Д. В. Стрельцов", "Стрельцов, Д. В."),
        ("Стрельцов Д.В.", "Стрельцов, Д.В."),
        ("Стрельцов Дмитрий Викторович", "Стрельцов, Дмитрий Викторович"),
        ("Дмитрий Викторович Стрельцов", "Стрельцов, Дмитрий Викторович"),
        ("木村 汎", "木村 汎"),
        ("김영수", "김영수"),
        ("Plato", "Plato"),
        ("kurilsearch contributors", "kurilsearch contributors"),
        ("The Japan Association of International Relations", "The Japan Association of International Relations"),
    ],
)
def test_names_are_cited_family_first(printed: str, cited: str) -> None:
    assert family_first(printed) == cited
    assert family_first(cited) == cited, "a cited name stays"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hiroshi Kimura and Se Hyun Ahn", ["Hiroshi Kimura", "Se Hyun Ahn"]),
        ("Wei Chen, Anna Fischer, and Pablo Ruiz", ["Wei Chen", "Anna Fischer", "Pablo Ruiz"]),
        ("Kimura, Hiroshi; Ahn, Se Hyun", ["Kimura, Hiroshi", "Ahn, Se Hyun"]),
        ("Kimura, Hiroshi", ["Kimura, Hiroshi"]),
        ("H. Kimura, D. Smith", ["H. Kimura", "D. Smith"]),
        ("Иванов И. И., Петров П. П.", ["Иванов И. И.", "Петров П. П."]),
        ("木村汎・和田春樹", ["木村汎", "和田春樹"]),
        ("Jean Morel et Luc Petit", ["Jean Morel", "Luc Petit"]),
        ("", []),
    ],
)
def test_lists_of_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


# The five real documents, with the bibliography that the repository ships for them


def test_the_five_documents_are_described_as_they_print_themselves(shared_seeds: Path, shared_gold: Path) -> None:
    gold = json.loads((shared_gold / "seeds-public.json").read_text(encoding="utf-8"))["files"]
    found = load_bibliography([ROOT / "seeds" / "library.bib"])
    assert found.warnings == ()
    for file, known in gold.items():
        parsed = parse_document(read_source(shared_seeds / file))
        work = describe_work(f"anywhere/{file}", found, own=parsed.source.item, guess=guess_work(parsed))
        shown = summarise(work)
        people = tuple(f"{author['family']}, {author['given']}" for author in known["metadata"]["authors"])
        assert (shown.title, shown.authors, shown.year) == (
            known["metadata"]["title"], people, known["metadata"]["year"],
        )  # fmt: skip
        assert shown.guessed == frozenset()
        assert shown.citekey
