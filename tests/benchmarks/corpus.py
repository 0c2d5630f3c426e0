"""The corpora that the benchmarks run on: made from a seed, or read from a folder of texts or TEI novels.

A made corpus has the distributions that matter to an index: word frequencies after Zipf and Mandelbrot, words the
longer the rarer they are, inflected forms, documents that keep to their subject, and sentence and paragraph lengths
that are log-normal. Its words are made up, save the hundred commonest, so that nothing needs to be shipped.
"""

from __future__ import annotations

import random
import re
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

_FUNCTION_WORDS = """
the of and to in a that was it his he with as for had is not be at on by which her they but from have she this or all
one their were there been so him when we what no who if more would them an into some could then up out my do its other
about did only now time me our over such than made has these before any must very should upon most after where first
can well those through also each between under against during while because without however although since until both
"""
FUNCTION_WORDS = _FUNCTION_WORDS.split()
VOCABULARY = 60_000
EXPONENT, SHIFT = (
    1.05,
    1.3,
)  # Mandelbrot's f(r) = C / (r + shift) ** exponent; the first word is 6% of all, as in English
KERNEL, TAIL = 5000, 1.9  # beyond the kernel of a language the words fall off faster (Ferrer i Cancho and Solé, 2001)
WORDS_IN_PARAGRAPH = (4.4, 0.7)  # mean and deviation of the logarithm: a median of 81 words
WORDS_IN_SENTENCE = (2.9, 0.5)  # 18 words
PARAGRAPHS_IN_DOCUMENT = 150
PARAGRAPHS_IN_SECTION = 12
SUBJECT_WORDS = 120
SUBJECT_SHARE = 0.18
ONSETS = (*"bcdfghjklmnprstvwbcdfghlmnprstvw", "br", "ch", "dr", "pl", "sh", "st", "th", "tr")
NUCLEI = (*"aeiouaeiou", "ai", "ea", "ou")
CODAS = ("", "", "", *"nrstlmd", "nd", "st")
ENDINGS = ("", "s", "ed", "ing", "er", "ly")
_SENTENCE_STOPS = (".",) * 20 + ("?", "!", '."')


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words from the commonest to the rarest, with the running sums of their weights."""

    words: tuple[str, ...]
    sums: tuple[float, ...]


def make_vocabulary(chance: random.Random, size: int = VOCABULARY) -> Vocabulary:
    """Return function words, then made-up words and their inflected forms, growing longer as they grow rarer."""
    words = dict.fromkeys(FUNCTION_WORDS)
    while len(words) < size:
        syllables = 1 + min(2, int(len(words) ** 0.1 * chance.uniform(0.3, 1.0)))
        stem = "".join(chance.choice(ONSETS) + chance.choice(NUCLEI) for _ in range(syllables)) + chance.choice(CODAS)
        for ending in chance.sample(ENDINGS, 2):
            words.setdefault(stem + ending)
    weights = (
        (rank + SHIFT) ** -EXPONENT if rank <= KERNEL else KERNEL ** (TAIL - EXPONENT) * rank**-TAIL
        for rank in range(1, size + 1)
    )
    return Vocabulary(tuple(words)[:size], tuple(accumulate(weights)))


def make_corpus(folder: Path, passages: int, seed: int) -> None:
    """Write documents with ``passages`` paragraphs in all to ``folder``: Markdown, and text wrapped at 72 columns.

    The same seed makes the same files, and a larger corpus begins with the files of a smaller one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = make_vocabulary(random.Random(seed))
    for number, first in enumerate(range(0, passages, PARAGRAPHS_IN_DOCUMENT)):
        chance = random.Random(f"{seed}-{number}")
        paragraphs = min(PARAGRAPHS_IN_DOCUMENT, passages - first)
        text = "\n\n".join(_blocks(chance, vocabulary, paragraphs))
        title, author = _words(chance, vocabulary, 4).title(), f"{chance.choice(ONSETS)}amura, Ito".title()
        year = chance.randint(1950, 2020)
        if number % 2:
            wrapped = "\n\n".join(textwrap.fill(block, 72) for block in text.split("\n\n"))
            (folder / f"{number:05}.txt").write_text(f"{title}\n\n{wrapped}\n", encoding="utf-8")
        else:
            head = f'---\ntitle: "{title}"\nauthor: "{author}"\nyear: {year}\n---\n\n'
            (folder / f"{number:05}.md").write_text(head + text + "\n", encoding="utf-8")


def _blocks(chance: random.Random, vocabulary: Vocabulary, paragraphs: int) -> Iterator[str]:
    """Yield the headings and paragraphs of one document, which prefers the words of its subject."""
    first, last = len(FUNCTION_WORDS), len(vocabulary.words)
    subject = [int(first * (last / first) ** chance.random()) for _ in range(SUBJECT_WORDS)]
    for number in range(paragraphs):
        if number % PARAGRAPHS_IN_SECTION == 0:
            yield f"## {_words(chance, vocabulary, 3).title()}"
        wanted = max(5, min(800, round(chance.lognormvariate(*WORDS_IN_PARAGRAPH))))
        yield _paragraph(chance, vocabulary, subject, wanted)


def _paragraph(chance: random.Random, vocabulary: Vocabulary, subject: list[int], length: int) -> str:
    words = chance.choices(vocabulary.words, cum_weights=vocabulary.sums, k=length)
    for place in chance.sample(range(length), round(SUBJECT_SHARE * length)):
        words[place] = vocabulary.words[subject[min(int(chance.expovariate(0.05)), SUBJECT_WORDS - 1)]]
    for place in chance.sample(range(length), length // 16):
        words[place] += ","
    for place in chance.sample(range(length), length // 40):
        words[place] = words[place].capitalize()
    for place in chance.sample(range(length), length // 150):
        words[place] = str(chance.randint(1, 2000))
    start = 0
    while start < length:
        last = min(length, start + max(3, round(chance.lognormvariate(*WORDS_IN_SENTENCE)))) - 1
        words[start] = words[start].capitalize()
        words[last] = words[last].rstrip(",") + chance.choice(_SENTENCE_STOPS)
        if words[last].endswith('"'):
            words[start] = '"' + words[start]
        start = last + 1
    return " ".join(words)


def _words(chance: random.Random, vocabulary: Vocabulary, count: int) -> str:
    return " ".join(chance.choice(vocabulary.words[len(FUNCTION_WORDS) : 5000]) for _ in range(count))


def copy_corpus(source: Path, folder: Path, passages: int) -> None:
    """Copy whole texts of ``source`` (.txt, .md, TEI .xml) to ``folder`` until they hold ``passages`` paragraphs.

    0 takes all. TEI becomes Markdown with front matter. Raises SystemExit where there is no text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for file in sorted(source.rglob("*")):
        if file.suffix not in {".txt", ".md", ".xml"} or not file.is_file():
            continue
        text = tei_to_markdown(file) if file.suffix == ".xml" else file.read_text(encoding="utf-8", errors="replace")
        name = "-".join(file.relative_to(source).with_suffix("").parts)
        (folder / (name + (".md" if file.suffix == ".xml" else file.suffix))).write_text(text, encoding="utf-8")
        taken += len(paragraphs_of(text))
        if 0 < passages <= taken:
            return
    if not taken:
        raise SystemExit(f"no .txt, .md or TEI .xml files in {source}")


def wrap_corpus(corpus: Path, folder: Path, width: int = 72) -> None:
    """Write the texts of ``corpus`` to ``folder`` with their lines wrapped, as files from elsewhere come."""
    folder.mkdir(parents=True)
    for file, paragraphs in _texts_of(corpus):
        lines = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
        (folder / file).write_text(lines + "\n", encoding="utf-8")


def split_corpus(corpus: Path, folder: Path, size: int = 4_000) -> None:
    """Write the texts of ``corpus`` to ``folder`` in many small files, each of about ``size`` characters."""
    folder.mkdir(parents=True)
    for file, paragraphs in _texts_of(corpus):
        pieces: list[list[str]] = [[]]
        for paragraph in paragraphs:
            if sum(map(len, pieces[-1])) >= size:
                pieces.append([])
            pieces[-1].append(paragraph)
        name = Path(file)
        for number, piece in enumerate(pieces):
            text = "\n\n".join(piece) + "\n"
            (folder / f"{name.stem}-{number:05}{name.suffix}").write_text(text, encoding="utf-8")


def _texts_of(corpus: Path) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(corpus.iterdir()):
        if file.suffix in {".txt", ".md"}:
            yield file.name, paragraphs_of(file.read_text(encoding="utf-8"))


def tei_to_markdown(file: Path) -> str:
    """Return a TEI text as Markdown: title, author and year as front matter, headings and paragraphs as they come."""
    root = ET.parse(file).getroot()
    name = root.tag.rpartition("}")[0] + "}" if root.tag.startswith("{") else ""
    title = _text_of(root.find(f".//{name}titleStmt/{name}title")).partition(" : ")[0]
    author = re.sub(r"\s*\(.*", "", _text_of(root.find(f".//{name}titleStmt/{name}author")))
    years = re.findall(r"\b1[5-9]\d\d\b|\b20\d\d\b", _text_of(root.find(f".//{name}sourceDesc")))
    head = (
        f"---\ntitle: {_quoted(title)}\nauthor: {_quoted(author)}\n" + (f"year: {years[-1]}\n" if years else "") + "---"
    )
    body = root.find(f"{name}text")
    blocks = [head]
    for element in body.iter() if body is not None else ():
        kind = element.tag.removeprefix(name) if isinstance(element.tag, str) else ""
        if kind in {"head", "p", "l"} and (text := _text_of(element)):
            blocks.append(f"## {text}" if kind == "head" else text)
    return "\n\n".join(blocks) + "\n"


def _text_of(element: ET.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'") + '"'


def read_paragraphs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of all texts in ``folder`` with their file's name."""
    for file in sorted(folder.iterdir()):
        if file.suffix in {".txt", ".md"}:
            for paragraph in paragraphs_of(file.read_text(encoding="utf-8")):
                yield file.name, paragraph


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text as a plain script would cut them: without front matter and headings."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", body))
    return [block for block in blocks if block and not block.startswith("#")]


def size_of(folder: Path) -> int:
    """Return how many bytes the files in ``folder`` and below it hold."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
