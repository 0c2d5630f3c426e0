"""The names of journals, newspapers and series: the words by which they are known."""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern

_JOURNAL = (
    r"journal|review|bulletin|quarterly|magazine|proceedings|transactions|annals|zeitschrift|jahrbuch|revue|annales|"
    r"cahiers|revista|rivista|вестник|журнал|известия"
)
_NAMED_ALONE = (
    r"gazette|times|post|herald|tribune|library|press|podcast|blog|newsletter|sentinel|courier|observer|chronicle|"
    r"zeitung|газета|university|institute|encyclopa?edia|project gutenberg"
)
"""Newspapers, sites and those who publish."""

_ON_ITS_OWN = re.compile(
    rf"\b(?:{_JOURNAL}|{_NAMED_ALONE})\b|(?:新聞|学報|紀要|論集|雑誌|年報|大学|学报|日报)$", re.IGNORECASE
)
_MOST_WORDS = 12
"""Of the name of a periodical."""

NEWSPAPER = lazy_pattern(
    r"\b(?:mercury|advertiser|intelligencer|argus|sentinel|register|standard|echo|bugle|gazette|times|post|herald|"
    r"tribune|courier|chronicle|observer|guardian|telegraph|examiner|dispatch|star|sun|"
    r"daily|evening|morning|weekly|newspaper|\w*(?:blatt|zeitung|nachrichten|anzeiger|rundschau|kurier)|tageblatt|"
    r"presse|"
    r"le monde|figaro|le temps|l['’]\w+|libération|humanité|el país|diario|heraldo|imparcial|vanguardia|noticiero|"
    r"correo|prensa|la \w+|il \w+|corriere|"
    r"gazzetta|"
    r"giornale|jornal|diário|gazeta|kurier|dziennik|dagblad|dagbladet|courant|volkskrant|nyheter|tidende|avis|avisen|"
    r"shimbun|ilbo|sinmun|ribao|wanbao|pravda|izvestiya|izvestia|krasnaya zvezda|"
    r"правда|известия|газета|звезда|труд|вестник|gazetesi|cumhuriyet|hírlap|noviny|listy)\b|(?:新聞|日報|日报|時報|晚报|신문|일보)",
    re.IGNORECASE,
)
"""What stands in the names of newspapers. Journals have some of these words too: the full date beside it decides."""


def is_periodical_name(text: str) -> bool:
    """Return whether a line names a journal, a newspaper, a series or their publisher."""
    return _ON_ITS_OWN.search(text) is not None and len(text.split()) <= _MOST_WORDS
