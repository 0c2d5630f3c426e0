"""Words with a full stop that does not end the sentence, and words that show that a sentence has ended.

Lower case, without the last stop; inner spaces left out (``e.g`` for ``e. g.``). English, German, French, Russian.
"""

from __future__ import annotations

from kurilsearch.language.months import ENGLISH_SHORT, months_of


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


BEFORE_NAMES = _words(
    """
    mr mrs ms messrs dr drs prof profs rev revd hon gen brig col maj capt cpt lt sgt cpl pvt adm cmdr cdr gov sen rep
    pres supt insp amb st ste mt wm geo chas jas thos jno robt benj edw
    mme mmes mlle mlles mgr mons hr hrn frl dipl ing dott sig sra srta
    им тов акад проф доц гр ген полк ул св
    """
)
"""Titles and forenames: a name follows, so they never end a sentence."""

BEFORE_ANYTHING = _words(
    """
    cf viz e.g eg i.e ie vs esp incl ca scil
    vgl bzw sog z.b d.h d.i i.d.r z.t
    p.ex c.-à-d c-à-d c.à.d av ap
    см ср напр т.е т.к т.н
    """
)
"""Words in the middle of what they belong to: they never end a sentence."""

BEFORE_NUMBERS = _words(
    """
    no nos nr nrs p pp vol vols ch chs chap chaps art arts sec secs sect fig figs tab pl bk pt pts par para paras
    l ll n nn v vv f ff fo fol fols col cols op opp c b d r fl rs
    bd bde s abs abschn kap z ziff anm aufl t livr fasc janv févr juil déc
    с сс т тт гл ст ч кн вып рис табл ил л лл прим п пп
    """
) | frozenset(ENGLISH_SHORT)
"""Words that are abbreviations when a number follows; before anything else they may be words like any other."""

WORDS_TOO = _words("no art fig par col sec tab pt mar jun dec op bk")
"""Those of them before which an ``I`` is the pronoun and not the numeral."""

MAY_END = _words(
    """
    al inc ltd co corp bros jr sr esq dept univ assn assoc govt ave blvd rd sq ed eds edn trans transl comp ibid
    op.cit loc.cit seq et.seq a.m p.m b.c b.c.e c.e a.d ph.d ft hrs approx repr rpt resp
    f ff jh jhs d.j u.a u.ä o.ä n.chr v.chr j.-c éd suiv sv ss
    г гг в вв руб коп тыс млн млрд н.э изд ред пер сост
    """
) | frozenset(ENGLISH_SHORT)
"""Abbreviations that stand at the end of a sentence as well as within: what follows decides."""

MOSTLY_END = _words("etc &c usw u.s.w u.s.f т.д т.п др пр")
"""Abbreviations after which a capital is a new sentence."""

ACRONYMS = _words(
    """
    u.s u.s.a u.k u.n u.s.s.r c.p.s.u d.c p.r.c r.o.k d.p.r.k e.u e.e.c n.y l.a s.f m.d b.a m.a m.p h.m.s r.s.f.s.r
    с.ш.а с.с.с.р р.с.ф.с.р
    """
)
"""Initials that are no person's, so that a sentence may well end with them."""

ALL = BEFORE_NAMES | BEFORE_ANYTHING | BEFORE_NUMBERS | MAY_END | MOSTLY_END | ACRONYMS
"""Every abbreviation above."""

LAST_WORDS = ALL | frozenset(abbreviation.rpartition(".")[2] for abbreviation in ALL)
"""The last words of them: before a full stop they are worth a second look."""

AFTER_ORDINALS = _words(
    """
    jahrhundert jahrhunderts jahrhunderte jahrhunderten jh jhs
    jahrtausend weltkrieg weltkriegs weltkrieges auflage aufl kapitel armee division parteitag
    """
) | frozenset(months_of("de"))
"""German nouns that follow an ordinal number."""

STARTERS_NEVER_NAMES = _words(
    """
    the this these those that there then thus they it its in at by for from with without when while where what which
    who why how but and or nor yet if as after before because since until although though however moreover
    nevertheless nonetheless furthermore meanwhile therefore hence instead indeed perhaps both each every some many
    most several such another other our their his her your all also even only once under during despite through
    according between among against
    der die das den dem des ein eine einer eines es er sie wir ihr im auf aus bei mit nach seit zum zur und aber auch
    wenn als dann diese dieser dieses dies nicht nur trotz während dabei damit daher deshalb dennoch
    les une il elle ils elles nous vous je ce cet cette ces mais donc dans en aux sur sous avec sans pour après avant
    depuis selon ainsi cependant toutefois quand comme
    он она они оно это эти этот эта в на но однако при после кроме если когда как так также таким поэтому по для из
    с со во за до под между мы я вы что все всё тем там тогда здесь его её ее их такой такая сегодня у к о об от и а
    """
)
"""Words that start sentences and are no surnames: after an initial they show that the sentence has ended."""

STARTERS = STARTERS_NEVER_NAMES | _words(
    """
    a an i he she we you my no not now so to on one two first second third finally today see here mr mrs ms dr prof
    am da vor von zu man ich doch le la un au par si et ou car
    """
)
"""Words that start sentences: after an abbreviation they show that the sentence has ended."""
