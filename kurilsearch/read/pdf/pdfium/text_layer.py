"""Whether a page's text layer is text: broken encodings give letters that no language puts beside one another.

Letters that a font maps to nothing come as control characters, private-use characters or U+FFFD. A shifted encoding
gives letters, but not the pairs of them that languages in Latin letters share: of these nine in ten are among the
``_PAIRS`` in English, German or Hungarian, two in three in Polish or Czech, half in Welsh, and a quarter in a cipher.
Only what is plain nonsense is named so: formulas, names and languages that are rare here are text.
"""

from __future__ import annotations

import re

_BROKEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf]|â€|[ÐÑ][\u0080-\u00bf]")
_PAIR_LIST = """
    ab ac ad ag ai ak al am an ap ar as at au av ay ba bl bo br ca ch ci ck co ct cu cz da de di do ea ec ed ee eg ei ek
    el em en eo er es et eu ev ey fe ff fi fo fr ga ge gh gi gr gy ha he hi ho ht ic ie if ig ii ik il im in io ir is it
    iv ja je jo ka ke ki ko la ld le li lk ll lo ls lt lu ly ma mb me mi mm mo mp mu na nc nd ne ng ni nk nn no ns nt nu
    ny oc of oi ol om on oo op or os ot ou ov ow oy pa pe pi pl po pp pr qu ra rc rd re ri rm rn ro rr rs rt sa sc se sh
    si sk so sp ss st su sz ta te th ti to tr tt tu ty ue ui ul um un ur us ut uu va ve vi vo wa we wh wi wo ya ye yo za
    ze zi
"""
_PAIRS = frozenset(_PAIR_LIST.split())
_FEWEST_PAIRS = 150
_FEWEST_CHARACTERS = 40
_LEAST_SHARE = 0.3
_SAMPLE = 800


def is_nonsense(text: str) -> bool:
    """Tell whether a page's text is no writing in any language. Pages with little text are given the benefit."""
    sample = text[:_SAMPLE]
    solid = len("".join(sample.split()))
    broken = len(_BROKEN.findall(sample))
    if solid < _FEWEST_CHARACTERS:
        return broken > 0.5 * solid
    if broken > 0.1 * solid or len(_PRIVATE.findall(sample)) > 0.3 * solid:
        return True
    words = _WORD.findall(sample.lower())
    if len(_MOJIBAKE.findall(sample)) > max(0.15 * len(words), 10):
        return True
    pairs = [word[at : at + 2] for word in words if word.isascii() for at in range(len(word) - 1)]
    known = sum(map(_PAIRS.__contains__, pairs))
    return len(pairs) >= _FEWEST_PAIRS and known < _LEAST_SHARE * len(pairs)
