"""What writers say behind a quotation of what they did to it: *emphasis added*, *my translation*."""

from __future__ import annotations

import re

from kurilsearch.check.draft import Remark

_REMARKS = {
    Remark.EMPHASIS_ADDED: (
        r"emphas[ie]s (?:added|mine|ours)|my emphas[ie]s|italics (?:added|mine)|my italics"
        r"|Hervorh(?:ebung(?:en)?|\.) (?:d(?:urch|\.) (?:den |die )?V\w*\.?|hinzugefügt|von mir"
        r"|[A-Z]\. ?[A-Z]\.|d\. ?Verf\.)"
        r"|(?:c'est )?(?:nous|je) soulign(?:ons|e)|italiques? ajoutée?s?|souligné par (?:nous|moi)"
        r"|курсив (?:мой|наш|добавлен)|выделено (?:мной|нами|автором|мною)|разрядка моя"
        r"|(?:énfasis|cursivas?) (?:añadid[oa]s?|mí[oa]s?|nuestr[oa]s?)|强调(?:为|是)?(?:笔者|作者|引者)\w*|着重号\w*"
        r"|corsivo (?:mio|nostro|aggiunto)|(?:grifo|itálico) (?:nosso|meu)|cursivering (?:van mij|toegevoegd)"
        r"|podkreślenie moje"
        r"|傍点(?:は)?(?:引用者|筆者)|強調(?:は)?(?:引用者|筆者)|下線(?:は)?(?:引用者|筆者)"
    ),
    Remark.EMPHASIS_ORIGINAL: (
        r"emphas[ie]s in (?:the )?original|original emphas[ie]s|italics in (?:the )?original"
        r"|Hervorh(?:ebung(?:en)?|\.) im Orig"
        r"|italiques dans l['’]original|курсив (?:автора|в оригинале|источника)|énfasis (?:en el "
        r"|del )original|原文傍点|原文强调"
    ),
    Remark.OWN_TRANSLATION: (
        r"(?:my|our|own|author['’]s) (?:own )?translation|translat(?:ed|ion) (?:by the author|mine|ours)"
        r"|trans(?:l)?\. (?:mine|by author)"
        r"|(?:eigene )?Übers(?:etzung|\.) (?:d(?:urch|\.|er|es) (?:den |die )?V\w*\.?|von mir"
        r"|[A-Z]\. ?[A-Z]\.|d\. ?Verf\.)"
        r"|eigene Übers(?:etzung|\.)|meine Übersetzung|(?:notre|ma) traduction|traduit par (?:nous|moi|l['’]auteur)"
        r"|traduction de l['’]auteur|(?:мой|наш|перевод) (?:перевод|мой|наш|автора)|пер(?:\."
        r"|евод) (?:мой|наш|автора|с \w+\.? \S+)"
        r"|(?:mi|nuestra) traducción|traducción (?:propia|mía|nuestra|del autor)|(?:笔者|作者|引者)(?:自)?译"
        r"|拙訳|(?:引用者|筆者)訳|trad(?:uzione|\.) (?:mia|nostra|dell['’]autore)"
        r"|tradução (?:nossa|minha|livre|do autor|própria)"
        r"|(?:mijn|eigen|onze) vertaling|vertaling van de auteur|tłum(?:aczenie|\.) (?:własne|moje|autora)"
        r"|(?:min|egen) (?:övers(?:ättning|\.)|oversettelse|oversættelse)"
    ),
    Remark.CITATIONS_OMITTED: (
        r"(?:internal )?(?:citations?|footnotes?|references?) omitted|Fußnoten? weggelassen|сноски опущены"
    ),
}  # fmt: skip
_BEHIND = {remark: re.compile(pattern, re.I) for remark, pattern in _REMARKS.items()}
_PARENTHESES = re.compile(r"[\s.,;:!?”\"»“]*[(\[（［](?P<inside>[^()\[\]（）［］]*(?:\([^()]*\)[^()]*)?)[)\]）］]")
_MOST = 3
"""Parentheses behind a quotation that are looked into: its citation, and a remark on its own."""


def remarks_in(text: str) -> frozenset[Remark]:
    """Return what a note says of the quotation whose mark sends to it."""
    return frozenset(remark for remark, pattern in _BEHIND.items() if pattern.search(text))


def without_remarks(text: str) -> str:
    """Return what stands in a parenthesis without such remarks: ``Ahn, my translation`` is ``Ahn``."""
    for pattern in _BEHIND.values():
        text = pattern.sub("", text)
    return text.strip(" ,;")


def remarks_behind(text: str, position: int) -> frozenset[Remark]:
    """Return what the parentheses right behind a quotation that ends at ``position`` say of it."""
    found: set[Remark] = set()
    for _ in range(_MOST):
        parenthesis = _PARENTHESES.match(text, position)
        if parenthesis is None:
            break
        found |= remarks_in(parenthesis["inside"])
        position = parenthesis.end()
    return frozenset(found)
