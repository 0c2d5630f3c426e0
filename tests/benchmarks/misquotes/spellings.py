"""One word in several spellings and forms: what a quotation may have otherwise and stay true."""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS = """
colour color; honour honor; labour labor; favour favor; favourite favorite; neighbour neighbor; harbour harbor;
humour humor; vapour vapor; endeavour endeavor; behaviour behavior; parlour parlor; splendour splendor; grey gray;
centre center; theatre theater; sombre somber; recognise recognize; realise realize; organise organize;
recognised recognized; realised realized; organised organized; apologise apologize; defence defense; offence offense;
traveller traveler; travelling traveling; jewellery jewelry; shew show; shewn shown; shewed showed; to-day today;
to-morrow tomorrow; to-night tonight; connexion connection; gaol jail; judgement judgment; plough plow; waggon wagon;
gipsy gypsy; enquire inquire; enquired inquired; enquiry inquiry; programme program; moustache mustache;
sceptical skeptical; draught draft; mould mold; smoulder smolder; fulfil fulfill; skilful skillful; wilful willful;
ageing aging; towards toward; afterwards afterward; learnt learned; burnt burned; dreamt dreamed
"""
SPELLINGS: dict[str, str] = {}
for _pair in _PAIRS.replace("\n", " ").split(";"):
    _one, _two = _pair.split()
    SPELLINGS |= {_one: _two, _two: _one}
_ONE_WAY = "color draft program today show shown showed toward learned burned dreamed afterward"
NOT_BOTH_WAYS = frozenset(_ONE_WAY.split())
"""Words that are words of their own too, or whose other spelling no writer of today chooses."""

_ONE_SPELLING = (
    *(("our", "or"), ("is", "iz"), ("ys", "yz"), ("re$", "er"), ("ae|oe", "e"), ("^en", "in"), ("ew", "ow")),
    *(("x", "ct"), ("ph", "f"), ("c", "s"), ("y", "i"), ("ey", "ay"), ("ou", "o"), ("ll", "l"), ("ement", "ment")),
    *(("wards", "ward"), ("eable", "able"), ("^spake$", "spoke"), ("^sate$", "sat"), ("^farther", "further")),
)


@lru_cache(maxsize=100_000)
def same_spelling(one: str, other: str) -> bool:
    """Tell whether two words may be spellings of one, so that neither is told as another word.

    What is asked is coarse (cell and sell are one word to it): it only keeps doubtful pairs out of the classes
    that want other words.
    """
    if SPELLINGS.get(one) == other or SPELLINGS.get(other) == one:
        return True
    return any(re.sub(a, b, one) == re.sub(a, b, other) for a, b in _ONE_SPELLING)
