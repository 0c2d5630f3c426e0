"""Trains Punkt on the user's own text, so that nothing needs to be downloaded."""

from __future__ import annotations

from kurilsearch.language.punkt import PunktModel


def train_punkt(sample: str) -> str:
    """Return the parameters that Punkt learns from ``sample``, as the JSON that SentenceSplitter takes.

    Called once in an index run, on a sample of the sources: training takes about 4 seconds per MB.
    Importing NLTK takes most of a second, so it happens here.
    """
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    trainer.train(sample, finalize=True)
    learned = trainer.get_params()
    return PunktModel(
        frozenset(learned.abbrev_types),
        frozenset(learned.collocations),
        frozenset(learned.sent_starters),
        {word: flags for word, flags in learned.ortho_context.items() if flags},
    ).to_json()
