"""British and American spellings of English words: colour and color, organise and organize, theatre and theater.

What is made from a word are candidates, which count where the library holds them. The groups are those of Fowler's
*Modern English Usage* and of Webster: -our, -ise, -yse, -re, -ence, -ogue, ae and oe, doubled l, and single words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

SHORTEST = 4
"""Letters of a word that may be spelt in two ways."""

_ENDINGS = (  # letters of a word, and how one spelling is turned into the other where it ends so
    ("our", r"(?<=[a-z]{3})our(?=[a-z]*$)", "or"),
    ("or", r"(?<=[a-z]{3})or(?=(?:s|ed|ing|ers?|able|ably|ful|less|ites?|hoods?|al|ally|ists?|y|ly)?$)", "our"),
    ("is", r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|ation|ations|ational|able)$)", "iz"),
    ("iz", r"(?<=[a-z]{3})iz(?=(?:e|es|ed|ing|er|ers|ation|ations|ational|able)$)", "is"),
    ("ys", r"(?<=[a-z]l)ys(?=(?:e|es|ed|ing|er|ers)$)", "yz"),
    ("yz", r"(?<=[a-z]l)yz(?=(?:e|es|ed|ing|er|ers)$)", "ys"),
    ("ogue", r"(?<=[a-z]{3}og)ue(?=s?$)", ""),
    ("og", r"(?<=[a-z]{3}og)(?=s?$)", "ue"),
    ("ll", r"(?<=[aeiou][^aeiou]{1}[aeiou]l)l(?=(?:ed|ing|ings|er|ers|or|ors|ous|ously|ery)$)", ""),
    ("l", r"(?<=[aeiou][^aeiou]{1}[aeiou]l)(?=(?:ed|ing|ings|er|ers|or|ors|ous|ously|ery)$)", "l"),
    ("ll", r"(?<=[aeiou][^aeiou]{2}[aeiou]l)l(?=(?:ed|ing|ings|er|ers|or|ors|ous|ously|ery)$)", ""),
    ("l", r"(?<=[aeiou][^aeiou]{2}[aeiou]l)(?=(?:ed|ing|ings|er|ers|or|ors|ous|ously|ery)$)", "l"),
)

_BEGINNINGS = """theatre/theater amphitheatre/amphitheater centre/center fibre/fiber litre/liter metre/meter
    kilometre/kilometer centimetre/centimeter millimetre/millimeter calibre/caliber sabre/saber spectre/specter
    lustre/luster sombre/somber meagre/meager sepulchre/sepulcher ochre/ocher reconnoitre/reconnoiter mitre/miter
    centred/centered centring/centering defence/defense offence/offense pretence/pretense licence/license
    practise/practice archaeolog/archeolog paediatr/pediatr encyclopaed/encycloped orthopaed/orthoped anaem/anem
    anaesth/anesth aesthet/esthet haemo/hemo mediaeval/medieval palaeo/paleo foetus/fetus oestrog/estrog
    manoeuvr/maneuver diarrhoea/diarrhea gynaec/gynec leukaem/leukem oesophag/esophag aeroplane/airplane
    judgement/judgment acknowledgement/acknowledgment abridgement/abridgment ageing/aging grey/gray plough/plow
    programme/program sceptic/skeptic moustache/mustache pyjamas/pajamas mould/mold smoulder/smolder gaol/jail
    cosy/cozy sulphur/sulfur aluminium/aluminum artefact/artifact connexion/connection inflexion/inflection
    enquir/inquir skilful/skillful wilful/willful fulfil/fulfill enrol/enroll instalment/installment
    jewellery/jewelry woollen/woolen tonne/ton cheque/check yoghurt/yogurt whisky/whiskey tyre/tire kerb/curb
    draught/draft storey/story focuss/focus benefitt/benefit worshipp/worship kidnapp/kidnap rouble/ruble"""

_NOT_BY_RULE = frozenset({"tonne/ton", "cheque/check", "tyre/tire", "kerb/curb", "draught/draft", "storey/story"})
"""American spellings that are other words as well: the British word finds them, they do not find it."""


_compiled = cache(re.compile)
"""Compiles the pattern of an ending for the first word that has its letters."""


@cache
def _beginnings() -> dict[str, str]:
    """Return the beginnings of words that are spelt in two ways, each with the other way."""
    found: dict[str, str] = {}
    for pair in _BEGINNINGS.split():
        british, american = pair.split("/")
        found[british] = american
        if pair not in _NOT_BY_RULE:
            found[american] = british
    return found


@lru_cache(maxsize=4096)
def english_spellings(word: str) -> tuple[str, ...]:
    """Return what a folded word is in the other spelling, or in several ways that may be it; seldom more than one."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return ()
    return tuple(other for other in dict.fromkeys(_respelt(word)) if other != word)


def _respelt(word: str) -> Iterator[str]:
    for letters, ending, other in _ENDINGS:
        if letters in word and (pattern := _compiled(ending)).search(word):
            yield pattern.sub(other, word, count=1)
    for length in range(3, len(word) + 1):
        if beginning := _beginnings().get(word[:length]):
            yield beginning + word[length:]
