"""Korean nouns with and without their particles, which are written on to them: 일본, 일본은, 일본에서."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.language.cjk import HANGUL
from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.store import StoreReader

_CASES = """은 는 이 가 을 를 의 에 에게 에서 에는 에도 에서는 에서도 에게서 께 께서 한테 으로 로 으로서 로서
    으로써 로써 으로는 로는 으로의 로의
    와 과 와의 과의 하고 이나 나 이랑 랑 도 만 만이 까지 부터 부터의 까지의 마다 조차 마저 밖에
    보다 처럼 같이 이란 란 이라는 라는 이라고 라고 이며 이고 이다 였다 이었다 에의 에서의"""
_PARTICLE = "|".join(sorted(_CASES.split(), key=len, reverse=True))
_PARTICLES = lazy_pattern(f"(?:들)?(?:{_PARTICLE})?")
_NOUN = lazy_pattern(f"(?P<noun>[{HANGUL}]{{2,}}?)(?:들)?(?:{_PARTICLE})?")
_HANGUL = lazy_pattern(f"[{HANGUL}]{{2,}}")

_AFTER_A_SYLLABLE = (
    *("은", "는", "이", "가", "을", "를", "의", "에", "에서", "에는", "으로", "로", "와", "과", "도", "만"),
    *("들이", "들은", "들을", "들의", "들에"),
)
"""What a noun of one syllable is found with: with the rarer particles it would be another word's beginning."""

_MOST_FORMS = 400
"""Words with the same beginning that are looked at for a noun."""


def other_forms(word: str, store: StoreReader) -> Sequence[str]:
    """Return the library's words that are the Korean noun of ``word`` with other particles, or without any."""
    if len(word) == 1:
        standing = store.vocabulary.word_frequencies([word + particle for particle in _AFTER_A_SYLLABLE])
        return [form for form, passages in standing.items() if passages]
    if not _HANGUL.fullmatch(word):
        return ()
    found: dict[str, None] = {}
    for noun in _nouns(word):
        for form in store.vocabulary.words_with_prefix(noun, _MOST_FORMS):
            if form != word and _PARTICLES.fullmatch(form, len(noun)):
                found[form] = None
    return tuple(found)


def _nouns(word: str) -> list[str]:
    """Return ``word``, and what it is without the longest particle that it may end in."""
    bare = _NOUN.fullmatch(word)
    return list(dict.fromkeys([word, bare["noun"]])) if bare else [word]
