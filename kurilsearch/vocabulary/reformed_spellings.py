"""Spellings before and after a language's reforms: Schiffahrt and Schifffahrt, Aalesund and Ålesund, acção and ação.

What is made from a word are candidates, which count where the library holds them: so a rule may be bold, if only what
it makes is hardly ever another word. English has a module of its own. The sources are the reforms themselves: German
of 1901 and 1996, Dutch of 1883 and 1947, Danish of 1948, Norwegian of 1907 and 1917, Swedish of 1906, Portuguese of
1911 and 1990, the Academies' of Spain (1815) and France (1835), Romanian of 1993.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

SHORTEST = 3
"""Letters that a word must have to be spelt otherwise, and to be another's spelling."""

MOST = 48
"""How many spellings are made of a word at most."""

_RULES = {  # folded letters of the one spelling and of the other; / parts what may be put for them
    "": r"^aa(?=\w{4})>a ^a(?!a)(?=\w{5})>aa dj>d d(?=[aeioum])>dj",  # names everywhere: Aalesund, Djilas
    "de": r"""ph(?=oto|on|an|in)>f (?<=gra)ph>f (?<=gra)f>ph foto>photo telefon>telephon delfin>delphin fanta>phanta
        ([bdfglmnprst])\1\1>\1\1 (?<=[aeiou])([fglmnprt])\1(?=[aeiouy])>\1\1\1
        th(?=eil|al(?:e[rns]*|s)?$|at(?:en|er|ig|s)|un$|ut$|ur(?:e|en|m)?$|urm|ier|ore?$|orheit|ran|au|euer|um)>t
        t(?=eil|al(?:e[rns]*|s)?$|at(?:en|er|ig|s)|un$|ut$|ur(?:e|en|m)?$|urm|ier|ore?$|orheit|ran|au|euer|um)>th
        (?<=ra|mu|wu|lu|no)th(?=$|e[nrs]?$|ig|s|l|w|h)>t (?<=ra|mu|wu|lu|no)t(?=$|e[nrs]?$|ig|s|l|w|h)>th
        (?<=we|wi)rth>rt (?<=we|wi)rt>rth (?<=ge)than$>tan (?<=ge)tan$>than ^roth(?=e|$)>rot ^rot(?=e|$)>roth
        cc>kk/kz (?<!c)c(?=[aoultr])(?=\w{5}|(?<=\w{3}))>k (?<!c)k(?=[aoultr])(?=\w{5}|(?<=\w{3}))>c
        c(?=i[aeop])>z z(?=i[aeop])>c ^c(?=ent|ens|ig|it)>z ^z(?=ent|ens|ig|it)>c (?<=pro|con|kon)c(?=e)>z
        (?<=pro|con|kon)z(?=e)>c ir(?=en$|te|ung|t$)>ier ier(?=en$|te|ung|t$)>ir ie(?=ng)>i i(?=ng$|ngen$)>ie
        ey(?=n|t|en|s|h|d|l|$)>ei ei(?=n|t|en|s|h|d|l|$)>ey ti(?=al|ell)>zi zi(?=al|ell)>ti niss$>nis nis$>niss""",
    "nl": r"""sch(?=$|e$|en$)>s (?<=[aeioun])s(?=$|e$|en$)>sch oo(?=[^aeiou]en$)>o (?<=[^aeiou])o(?=[^aeiou]en$)>oo
        ee(?=[^aeiou]en$)>e (?<=[^aeiou])e(?=[^aeiou]en$)>ee y>ij ij>y ph>f ae(?=[^aeiou])>aa
        (?<!c)c(?=[aoultr])(?=\w{5}|(?<=\w{3}))>k k(?=[aoultr])(?=\w{5}|(?<=\w{3}))>c""",
    "da": r"""(?<=.)aa(?=..)>a (?<=[^a])a(?!a)(?=..)>aa kj>k k(?=[eo])>kj gj>g (?<!d)g(?=[eo])>gj qv>kv kv>qv uu>u
        x(?=[aei])>ks ks(?=[aei])>x ph>f""",
    "sv": r"""(?<=.)aa(?=..)>a (?<=[^a])a(?!a)(?=..)>aa hv>v ^v>hv qv>kv kv>qv fv>v
        (?<=[aeiou])v(?=[ae][rn]?$)>fv f$>v v$>f dt>tt tt$>dt ph>f""",
    "pt": r"""cc>c (?<!c)c(?=[aei]o)>cc (?<=[aeiou])ct(?=[aou]|iv)>t (?<=[aeiou])t(?=[aou]|iv)>ct pt(?=im|ism|iz|ad|o)>t
        (?<=[aeiou])t(?=im|ism|iz|ad|o)>pt ph>f f>ph th(?=eat|eor|es[eo]|emat|olic|ron)>t
        t(?=eat|eor|es[eo]|emat|olic|ron)>th (?<=^s)y(?=[mns])>i (?<=^s)i(?=[mns])>y (?<=m)y(?=st)>i (?<=m)i(?=st)>y
        ch(?=rist)>c c(?=rist)>ch mn(?=[oa])>n ff(?=ic|er)>f""",
    "es": r"""x(?=[aeiou])>j j>x ^qu(?=a)>cu ^cu(?=a)>qu ph>f th(?=e[ao])>t ^ps>s ^s(?=icol|iqu|eud)>ps bs(?=[ct])>s
        (?<=[ou])s(?=[ct])>bs pt(?=iembre)>t t(?=iembre)>pt""",
    "fr": r"""oi(?=t$|ent$|tre|bl)>ai ai(?=t$|ent$|tre|bl)>oi (?<=\w{3})ois(?=e?s?$)>ais (?<=\w{3})ais(?=e?s?$)>ois
        (?<=[aeou])y(?=s?$)>i (?<=[aeou])i(?=s?$)>y ^est(?=oi|ai)>et (?<=[aou][aeiou])st$>t (?<=[eiou])s(?=tes?$)>
        (?<=[aeiou])s(?=tres?$|mes?$|nes?$)> (?<=[eiou])(?=tes?$)>s (?<=[aeiou])(?=tres?$|mes?$)>s (?<=aou)(?=t$)>s
        ^e(?=[ctp][aeiour])>es ^es(?=[ctp][aeiour])>e ^scav>sav ^sav>scav ^adv>av mens$>ments ments$>mens
        (?<=nf|it|ch|am)ans$>ants (?<=nf|it|ch|am)ants$>ans""",
    "it": r"j>i (?<=[aeou])i(?=[aeou])>j ^i(?=[aeou])>j",
    "ro": r"^sint>sunt ^sunt>sint",
}
_LIKE = {"no": "da", "nb": "da", "nn": "da", "gl": "pt"}

_PAIRS = {  # words, or what they begin with, where no rule is worth its while
    "de": """rauh/rau roheit/rohheit stengel/stangel behende/behande gemse/gamse schneuz/schnauz aufwendig/aufwandig
        uberschwenglich/uberschwanglich quentchen/quantchen numerier/nummerier plazier/platzier karamel/karamell
        packet/paket alptr/albtr selbstandig/selbststandig tolpatsch/tollpatsch waare/ware schaar/schar heerd/herd
        todt/tot brod/brot schwerdt/schwert erndte/ernte hulfe/hilfe wurk/wirk litera/littera britt/brit sammt/samt
        granze/grenze carl/karl conrad/konrad caspar/kaspar casse/kasse kayser/kaiser bayer/baier
        mayland/mailand sylbe/silbe gyps/gips gieb/gib monath/monat heimath/heimat heirath/heirat athem/atem
        thee/tee maass/mass baar/bar""",
    "da": "steen/sten deel/del heel/hel meer/mer",
    "es": "mexic/mejic",
    "fr": "isle/ile hospital/hopital forest/foret",
    "pt": """anno/ano aquelle/aquele aquella/aquela villa/vila commerc/comerc immediat/imediat nacion/naccion
        physic/fisic typograph/tipograf lyri/liri""",
    "ro": "piine/paine ciine/caine miine/maine romin/roman gindi/gandi cimp/camp vint/vant",
}


@lru_cache(maxsize=4096)
def reformed_spellings(word: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Return what a folded Latin ``word`` may be in the older or newer spelling of these languages."""
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    found: dict[str, None] = {}
    for language in sorted({_LIKE.get(each, each) for each in languages} & _RULES.keys() | {""}):
        once = list(dict.fromkeys(_respelt(word, language)))
        found.update(dict.fromkeys(once))
        if language:
            found.update(dict.fromkeys(twice for other in once for twice in _respelt(other, language)))
    return tuple([other for other in found if other != word and len(other) >= SHORTEST][:MOST])


def _respelt(word: str, language: str) -> Iterator[str]:
    """Yield a word with one rule applied: everywhere, and where it may be applied at several places at each of them."""
    for pattern, other in _compiled(language):
        places = list(pattern.finditer(word))
        if len(places) > 1:
            yield pattern.sub(other, word)
        for place in places:
            yield word[: place.start()] + place.expand(other) + word[place.end() :]
    for one, other in _pairs(language):
        if word.startswith(one):
            yield other + word[len(one) :]


@cache
def _compiled(language: str) -> list[tuple[re.Pattern[str], str]]:
    rules = (rule.rpartition(">") for rule in _RULES[language].split())
    return [(re.compile(letters), other) for letters, _, others in rules for other in others.split("/")]


@cache
def _pairs(language: str) -> Collection[tuple[str, str]]:
    pairs = [tuple(pair.split("/")) for pair in _PAIRS.get(language, "").split()]
    return [(one, other) for pair in pairs for one, other in (pair, pair[::-1])]
