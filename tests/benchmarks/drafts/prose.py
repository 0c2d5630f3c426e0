"""Prose between the quotations: what a writer says himself, with titles, terms and years that are no quotations."""

from __future__ import annotations

import random

_SUBJECTS = (
    "this chapter", "the argument", "the narrator", "a reader of the period", "the older criticism", "the household",
    "the market town", "the second volume", "the editor", "a later reviewer", "the public library", "the plot",
)  # fmt: skip
_VERBS = (
    "returns to", "leaves aside", "depends on", "prepares", "complicates", "keeps apart", "answers", "illustrates",
    "hardly touches", "was long held to explain", "sets out", "borrows from",
)  # fmt: skip
_OBJECTS = (
    "the question of inheritance", "what servants knew", "the price of paper", "the railway timetable",
    "an idea of duty", "the workers' hall", "the family's silence", "the habit of reading aloud", "the weather",
    "the language of debt", "what the parish records show", "an older form of comedy",
)  # fmt: skip
_TAILS = (
    "", "", " and not only in the towns", ", as we shall see", " from the '60s onwards", " in more than one way",
    ", though the evidence is thin", " for reasons of its own", " by the end of the decade", " at a length of 6' 2\"",
)  # fmt: skip
_ASIDES = (
    "The so-called {open}sensation novel{close} is a case of its own.",
    "Critics speak of {open}realism{close} where they mean detail.",
    "A chapter with the title {open}The Long Corridor{close} was cut from the proofs.",
    "What was then called {open}society{close} had few members.",
    "The essay {open}On the Use of Umbrellas{close} belongs to the same year.",
)

LEADS = (
    "The passage is plain enough:", "It is worth having the words in full:", "A little later we read that",
    "The same thought returns:", "The scene ends on this note:", "In the first edition it says that",
    "One sentence has been much discussed:", "There is a warning in the words",
)  # fmt: skip


def sentence(chance: random.Random) -> str:
    """Return a sentence without quotation marks that means the same thing."""
    subject, other = chance.sample(_SUBJECTS, 2)
    verb, second = chance.sample(_VERBS, 2)
    text = f"{subject} {verb} {chance.choice(_OBJECTS)}{chance.choice(_TAILS)}"
    if chance.random() < 0.5:
        text += f", while {other} {second} {chance.choice(_OBJECTS)}"
    return text[0].upper() + text[1:] + "."


def aside(chance: random.Random, marks: tuple[str, str]) -> str:
    """Return a sentence with a term or a title in quotation marks, which is no quotation."""
    return chance.choice(_ASIDES).format(open=marks[0], close=marks[1])
