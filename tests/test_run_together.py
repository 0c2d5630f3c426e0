"""Paragraphs whose last line is full, in texts whose lines a converter has broken anew by the sentence."""

import random
import textwrap

from kurilsearch.clean.clean import clean_text
from kurilsearch.model import Kind, SourceText
from kurilsearch.segment import segment_text

PROSE = (
    "the harbour master wrote again of ice along the strait and of boats that had not come home before the winter "
    "closed every channel where nets were drying while clerks in distant offices counted barrels without asking whose "
)
WIDTH = 80


def sentence(chance: random.Random) -> str:
    words = [chance.choice(PROSE.split()) for _ in range(chance.randint(14, 24))]
    return f"{' '.join(words).capitalize()}."


def wrapped(sentences: list[str], *, keeps_ends: bool) -> list[str]:
    """Wrap a paragraph; the last word of a sentence goes to the next line where it would end one, unless kept."""
    lines, line = [], ""
    words = " ".join(sentences).split()
    for position, word in enumerate(words):
        over = len(line) + 1 + len(word) > WIDTH
        shifted = word.endswith(".") and len(line) + len(word) > WIDTH - 16 and not keeps_ends
        if line and (over or (shifted and position + 1 < len(words))):
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def paragraph(chance: random.Random, size: int, *, is_full: bool, keeps_ends: bool = False) -> list[str]:
    """Return the lines of a paragraph of ``size`` sentences whose last line is full or short, as asked."""
    while True:
        lines = wrapped([sentence(chance) for _ in range(size)], keeps_ends=keeps_ends)
        if len(lines[-1]) >= WIDTH - 3 if is_full else 20 < len(lines[-1]) < 50:
            return lines


def starts_of(text: str) -> list[str]:
    source = SourceText(text, "text", "utf-8")
    return [p.text[:30] for p in segment_text(clean_text(source), text).passages if p.kind is Kind.BODY]


def test_a_full_last_line_ends_a_paragraph_where_sentences_else_never_end_with_a_full_line() -> None:
    chance = random.Random(4)
    paragraphs = [paragraph(chance, 4, is_full=False) for _ in range(60)]
    for position in (7, 25, 44):
        paragraphs[position] = paragraph(chance, 9, is_full=True)
        paragraphs[position + 1] = paragraph(chance, 9, is_full=False)
    found = starts_of("\n".join(line for lines in paragraphs for line in lines))
    assert set(found) >= {" ".join(lines)[:30] for lines in paragraphs}


def test_a_long_paragraph_is_left_whole_where_sentences_end_with_lines_by_chance() -> None:
    chance = random.Random(5)
    paragraphs = [paragraph(chance, 4, is_full=False, keeps_ends=True) for _ in range(30)]
    paragraphs[9] = paragraph(chance, 24, is_full=False, keeps_ends=True)
    text = "\n".join(line for lines in paragraphs for line in lines)
    long_one = " ".join(paragraphs[9])
    source = SourceText(text, "text", "utf-8")
    assert long_one in [p.text for p in segment_text(clean_text(source), text).passages]


def bodies(text: str) -> list[str]:
    """Return the paragraphs of running text."""
    passages = segment_text(clean_text(SourceText(text, "text", "utf-8")), text).passages
    return [passage.text for passage in passages if passage.kind is Kind.BODY]


def test_a_line_behind_which_the_next_word_had_room_ends_a_paragraph() -> None:
    chance = random.Random(11)
    paragraphs: list[str] = []
    while len(paragraphs) < 40:
        made = " ".join(sentence(chance) for _ in range(chance.randint(3, 6)))
        last = textwrap.wrap(made, WIDTH)[-1]
        if len(last) <= WIDTH - 6 or len(last) > WIDTH - 3 or len(paragraphs) % 2:  # the short word It has room
            paragraphs.append(f"It was {made[0].lower()}{made[1:]}")
    text = "\n".join("\n".join(textwrap.wrap(paragraph, WIDTH)) for paragraph in paragraphs)
    lasts = [textwrap.wrap(paragraph, WIDTH)[-1] for paragraph in paragraphs[:-1]]
    told = 1 + sum(len(last) + 3 <= WIDTH for last in lasts)
    assert any(WIDTH - 6 <= len(last) <= WIDTH - 3 for last in lasts)
    assert len(bodies(text)) == told


def test_whoever_answers_begins_a_paragraph_though_the_line_above_is_full() -> None:
    asked = "The pilot put down the lantern, looked at the tide table and at the clerk, and said: “So it was you.”"
    answered = (
        "“It was nobody,” said the clerk, and he went on to count the barrels as if the lantern had not gone out."
    )
    filler = [" ".join(sentence(random.Random(seed)) for _ in range(3)) for seed in range(12)]
    for width in range(36, 100):
        lines = textwrap.wrap(asked, width)
        if len(lines[-1]) > width - 4:
            text = "\n".join(
                "\n".join(textwrap.wrap(part, width)) for part in [*filler[:6], asked, answered, *filler[6:]]
            )
            assert answered in bodies(text)
            return
    raise AssertionError("no width fills the last line")
