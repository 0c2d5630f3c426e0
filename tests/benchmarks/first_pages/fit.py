"""Trains the models of first pages, in folds or on all pages; the same pages and seed give the same models."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kurilsearch.describe.first_page.first_lines import FirstLine
from kurilsearch.describe.first_page.header_lines import page_lines
from kurilsearch.describe.first_page.labelled import ANY_FIELD, LONGEST, MOST_LINES, chosen_words
from kurilsearch.describe.first_page.line_features import LONGEST_READ, line_features
from kurilsearch.describe.first_page.page_dates import told_year
from kurilsearch.describe.first_page.read import first_lines, small_words_of
from kurilsearch.describe.first_page.word_features import Word, word_features
from kurilsearch.describe.first_page.year_features import printed_years, year_features
from kurilsearch.language.sequence_labels import Labeller
from tests.benchmarks.first_pages.truth import Page, Truth, label_words

Sequences = Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]]

SEED = 1956
_INNER_FOLDS = 2


class Prepared(NamedTuple):
    """A page with the features of its lines and the labels of lines and words; by line and start for words."""

    truth: Truth
    page: Page
    lines: list[FirstLine]
    small_words: frozenset[str]
    features: list[list[str]]
    labels: list[str]
    words: dict[tuple[int, int], str]
    told: int | None


def prepare(page: Page) -> Prepared:
    """Return a page ready for training."""
    lines = first_lines(page.parsed, page_lines(page.parsed))
    head = lines[:MOST_LINES]
    small = small_words_of(page.parsed)
    words = label_words([line.text[:LONGEST] for line in head], page.truth)
    labels = _line_labels(words_by_line(words, len(head)))
    by_place = {(word.line, word.start): label for word, label in words}
    return Prepared(
        page.truth, page, lines, small, line_features(head, small), labels, by_place, told_year(page.parsed)
    )


def words_by_line(words: Iterable[tuple[Word, str]], count: int) -> list[Counter[str]]:
    """Return how often each label stands in each line."""
    found: list[Counter[str]] = [Counter() for _ in range(count)]
    for word, label in words:
        found[word.line][label] += 1
    return found


def _line_labels(lines: Sequence[Counter[str]]) -> list[str]:
    kinds = []
    for count in lines:
        names = count["name"] + count["more"]
        kinds.append("title" if count["title"] and count["title"] >= names else "author" if names else "other")
    head = [at for at, kind in enumerate(kinds) if kind != "other"]
    if not head:
        return ["none"] * len(kinds)
    labels = []
    for at, kind in enumerate(kinds):
        if kind == "title":
            labels.append("title more" if at and kinds[at - 1] == "title" else "title")
        elif kind == "other":
            labels.append("above" if at < head[0] else "between" if at < head[-1] else "below")
        else:
            labels.append(kind)
    return labels


def fit(pages: Sequence[Prepared], folder: Path) -> None:
    """Train the three models on these pages and write them to a folder; ``calibration.json`` is not written.

    Pages of which the authors are not known would teach that their names are none: they tell of years alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = [page for page in pages if page.truth.authors is not None]
    _train_lines(known, folder / "lines.crfsuite", 90)
    labelled = [
        (page, Labeller(folder / "lines.crfsuite")(page.features)) for page in pages if page.truth.authors is None
    ]
    words = []
    with tempfile.TemporaryDirectory() as work:
        for fold in range(_INNER_FOLDS):  # words are learnt on lines as the model finds them, not as they are
            model = Path(work, f"{fold}.crfsuite")
            _train_lines([page for at, page in enumerate(known) if at % _INNER_FOLDS != fold], model, 60)
            labeller = Labeller(model)
            labelled += [(page, labeller(page.features)) for page in known[fold::_INNER_FOLDS]]
    for page, found in labelled:
        chosen = chosen_words(page.lines[:MOST_LINES], found) if page.truth.authors is not None else []
        if chosen:
            texts = [line.text[:LONGEST_READ] for line in page.lines[:MOST_LINES]]
            labels = [page.words[word.line, word.start] for word in chosen]
            words += [(word_features(chosen, page.small_words, texts), labels)] * _times(page)
    train(words, folder / "words.crfsuite", 0.3, 1.0, 150)
    years = [
        each
        for page, found in labelled
        for each in _years(page, [line.label for line in found]) * _times(page)
    ]  # fmt: skip
    train(years, folder / "years.crfsuite", 0.3, 0.5, 80)


def _train_lines(pages: Sequence[Prepared], model: Path, rounds: int) -> None:
    train([(page.features, page.labels) for page in pages for _ in range(_times(page))], model, 0.3, 0.3, rounds)


def _times(page: Prepared) -> int:
    """Return how often a page is learnt: our own, of all kinds of works, twice, lest papers drown them."""
    return 2 if page.truth.kind == "own" else 1


def _years(page: Prepared, labels: list[str]) -> list[tuple[list[list[str]], list[str]]]:
    texts = [line.text for line in page.lines]
    years = printed_years(texts)
    if not years or page.truth.years is None:
        return []
    own = [*labels, *["below"] * (len(texts) - len(labels))]
    right = ["own" if each.year in page.truth.years else "other" for each in years]
    return [(year_features(texts, own, years, page.told), right)]


def train(sequences: Sequences, model: Path, c1: float, c2: float, rounds: int) -> None:
    """Train a model by L-BFGS; ``c1`` and ``c2`` keep it small and smooth."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.possible_transitions": True})
    for features, labels in sequences:
        trainer.append(features, labels)
    trainer.train(str(model))


def in_folds(pages: Sequence[Prepared], folds: int) -> list[list[Prepared]]:
    """Return the pages in folds, by a shuffle that is always the same."""
    order = list(pages)
    random.Random(SEED).shuffle(order)
    return [order[fold::folds] for fold in range(folds)]


def write_calibration(
    margins: Mapping[str, Sequence[tuple[float, bool]]], others: Mapping[str, Sequence[bool]], file: Path
) -> None:
    """Write for each field the least margins and the share that was right from there up to the next, falling.

    Of ``others``, which rules read, there is one share (Laplace's: one right and one wrong are added), and one of all.
    """
    steps = {name: _steps(sorted(found, reverse=True)) for name, found in margins.items()}
    fields = [right for name, found in others.items() if not name.startswith("other ") for right in found]
    every = {ANY_FIELD: fields, **others}
    for name, found in sorted(every.items()):
        steps[name] = [(0.0, round((sum(found) + 1) / (len(found) + 2), 3))]
    file.write_text(json.dumps(steps, indent=1) + "\n", encoding="utf-8")


def _steps(found: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the steps of the isotonic regression (pool adjacent violators) of right on margin, in groups of ten."""
    groups = [found[at : at + 10] for at in range(0, len(found), 10)]
    blocks = [[group[-1][0], sum(right for _, right in group), len(group)] for group in groups]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(list(block))
        while len(merged) > 1 and merged[-1][1] / merged[-1][2] >= merged[-2][1] / merged[-2][2]:
            least, right, count = merged.pop()
            merged[-1] = [least, merged[-1][1] + right, merged[-1][2] + count]
    return [(round(least, 4), round(right / count, 3)) for least, right, count in merged]
