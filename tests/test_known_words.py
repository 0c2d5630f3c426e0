"""Words of the lists that simplemma ships are found as simplemma itself finds them, without importing it."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from simplemma import is_known

from kurilsearch.language.known_words import has_list, is_word

WORDS = {
    "en": "the harbour harbor ships shipped sailing Monday monday zzz aa a qwx treaty treatie i islands fiords éclair",
    "fr": "le bateau bateaux île ilot quai quais zut œuvre oeuvre été etee paquebot a à",
    "is": "skip skipið bátur báti hestur hestinum ef zzz þorskur",
    "bg": "кораб кораби море морето писмо писма ъгъл кораба",
}
"""Lists small and large, written forwards and backwards, in one byte a letter and in two."""


@pytest.mark.parametrize("language", WORDS)
def test_as_simplemma_finds_them(language: str) -> None:
    chance = random.Random(language)
    words = WORDS[language].split()
    words += [word[:-1] for word in words] + [word[::-1] for word in words] + [word + word[:2] for word in words]
    chance.shuffle(words)
    for word in filter(None, words):
        assert is_word(word, language) == is_known(word, lang=language, low_memory=True), word


@pytest.mark.parametrize(("word", "language"), [("don't", "en"), ("שָׁלוֹם", "he")])
def test_marks_that_only_simplemma_reads(word: str, language: str) -> None:
    assert is_word(word, language) == is_known(word, lang=language, low_memory=True)


def test_no_list() -> None:
    assert not has_list("tlh")
    assert not is_word("qapla", "tlh")


def test_simplemma_is_not_imported() -> None:
    code = (
        "import sys; from kurilsearch.language.known_words import is_word;"
        "assert is_word('harbours', 'en') and not is_word('harborus', 'en'); assert 'simplemma' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
