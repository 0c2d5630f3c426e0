"""Greek names in Latin letters and back: Βενιζέλος is Venizelos, Χαρίλαος is Charilaos and Harilaos.

The letters are those of ELOT 743 (ISO 843), with what newspapers and older books write. All is folded
(:mod:`kurilsearch.language.folding`), so that accents are gone and ς is σ. What is made is to be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, islice

from kurilsearch.language.lazy_pattern import lazy_pattern

SHORTEST = 5
"""Letters of a word that may be spelt otherwise; shorter ones are words of many languages (auto, αυτο)."""

MOST_SPELLINGS = 300
_MOST_CHANGES = 2
_REMEMBERED = 1 << 12

_GREEK = (
    "α=a β=v/b γ=g/y/gh δ=d/dh ε=e ζ=z η=i/e θ=th ι=i κ=k/c λ=l μ=m ν=n ξ=x/ks ο=o π=p ρ=r σ=s τ=t υ=y/i/u φ=f/ph "
    "χ=ch/h/kh ψ=ps ω=o ου=ou/u αι=ai/e/ae ει=ei/i οι=oi/i αυ=av/af/au ευ=ev/ef/eu μπ=b/mp ντ=nt/d γγ=ng/gg γκ=gk/g "
    "τζ=tz τσ=ts"
)
_LATIN = (
    "a=α b=μπ/β c=κ d=δ/ντ e=ε/αι/η f=φ g=γ/γκ h=χ i=ι/η/υ/ει/οι j=τζ k=κ l=λ m=μ n=ν o=ο/ω p=π r=ρ s=σ t=τ u=ου/υ "
    "v=β w=ω x=ξ y=υ/γ z=ζ th=θ ch=χ kh=χ gh=γ dh=δ ph=φ ps=ψ ks=ξ ou=ου ai=αι/αϊ ae=αι ei=ει/εϊ oi=οι/οϊ av=αυ/αβ "
    "af=αυ/αφ au=αυ ev=ευ/εβ ef=ευ/εφ eu=ευ mp=μπ nt=ντ ng=γγ/νγ gg=γγ gk=γκ tz=τζ ts=τσ"
)


def _table(pairs: str) -> dict[str, tuple[str, ...]]:
    return {letters: tuple(others.split("/")) for letters, others in (pair.split("=") for pair in pairs.split())}


_TO_LATIN, _TO_GREEK = _table(_GREEK), _table(_LATIN)
_GREEK_PIECES, _LATIN_PIECES = (
    lazy_pattern("|".join(sorted(table, key=len, reverse=True))) for table in (_TO_LATIN, _TO_GREEK)
)


def is_greek(word: str) -> bool:
    """Tell whether a folded word begins with a Greek letter."""
    return "\u03b1" <= word[:1] <= "\u03c9"


@lru_cache(maxsize=_REMEMBERED)
def in_greek(word: str) -> tuple[str, ...]:
    """Return what a folded Latin ``word`` may be in folded Greek letters, the likeliest first."""
    return _spelt(word, _LATIN_PIECES.findall(word), _TO_GREEK)


@lru_cache(maxsize=_REMEMBERED)
def in_latin(word: str) -> tuple[str, ...]:
    """Return what a folded Greek ``word`` may be in folded Latin letters, the likeliest first."""
    return _spelt(word, _GREEK_PIECES.findall(word), _TO_LATIN)


def _spelt(word: str, pieces: Sequence[str], table: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    if len(word) < SHORTEST or "".join(pieces) != word:
        return ()
    return tuple(dict.fromkeys(islice(_likeliest([table[piece] for piece in pieces]), MOST_SPELLINGS)))


def _likeliest(options: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield spellings: each piece what it mostly is, then up to two something else."""
    others = [(index, other) for index, choice in enumerate(options) for other in choice[1:]]
    for number in range(_MOST_CHANGES + 1):
        for changes in combinations(others, number):
            changed = dict(changes)
            yield "".join(changed.get(index, choice[0]) for index, choice in enumerate(options))
