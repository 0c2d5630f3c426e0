"""English titles in sentence case, from which every citation style can make its own.

CSL expects titles of English works so: a style that wants Capitals In Titles sets them itself, but none can take them
away again (https://docs.citationstyles.org/en/stable/specification.html#title-case-conversion).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilsearch.language.months import ONLY_MONTHS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.:?!…])[\s\"“”‘’'«»(\[\ue000-\ue00f]*$")
_SMALL = (
    "about above across after against along among around before behind below beneath beside between beyond "
    "despite during except following inside into near onto outside over past regarding since than that their "
    "through throughout till toward towards under underneath until upon versus when where which while whose with "
    "within without from "
)
_SMALL_IN_TITLES = frozenset(_SMALL.split())
"""Longer words that title case leaves small too."""

_NAMES = (
    # peoples, languages and faiths
    "Afghan African Ainu Albanian Algerian American Americans Anglo Arab Arabic Arabs Argentine Armenian Asian "
    "Asians Asiatic Australian Austrian Azerbaijani Balkan Baltic Bavarian Belarusian Belgian Bolshevik Bosnian "
    "Brazilian British Buddhist Bulgarian Byzantine Canadian Catholic Caucasian Chechen Chilean Chinese Christian "
    "Christians Cossack Croatian Cuban Czech Danish Dutch Egyptian English Estonian Ethiopian Eurasian European "
    "Europeans Finnish Flemish French Frenchman Georgian German Germanic Germans Greek Greeks Hebrew Hellenic "
    "Hindu Hungarian Icelandic Indian Indians Indonesian Iranian Iraqi Irish Islamic Israeli Italian Italians "
    "Japanese Jew Jewish Jews Kazakh Korean Koreans Kurdish Latin Latvian Leninist Lithuanian Lutheran Malaysian "
    "Manchu Maoist Marxism Marxist Mexican Mongol Mongolian Mongols Moroccan Moslem Muslim Muslims Nazi Nepalese "
    "Nordic Norwegian Orthodox Ottoman Pakistani Palestinian Persian Peruvian Philippine Polish Portuguese "
    "Protestant Prussian Roman Romanian Romans Russian Russians Sakha Saxon Scandinavian Scottish Serbian "
    "Siberian Slavic Slavs Soviet Soviets Spanish Stalinism Stalinist Swedish Swiss Syrian Tatar Thai Tibetan "
    "Tsarist Turk Turkish Turks Ukrainian Ukrainians Uzbek Victorian Vietnamese Welsh Western Westerners Yugoslav "
    # countries, seas and regions
    "Afghanistan Africa Albania Alaska Algeria America Americas Antarctica Arctic Argentina Armenia Asia Atlantic "
    "Australia Austria Azerbaijan Balkans Belarus Belgium Berlin Bosnia Brazil Britain Bulgaria California "
    "Cambodia Canada Caucasus Chile China Christianity Colombia Congo Crimea Croatia Cuba Cyprus Czechoslovakia "
    "Denmark Egypt England Estonia Ethiopia Eurasia Europe Finland France Germany Greece Hokkaido Holland Hungary "
    "Iceland India Indonesia Iran Iraq Ireland Islam Israel Italy Jamaica Japan Jerusalem Kamchatka Karafuto "
    "Kazakhstan Kenya Korea Kuril Kurile Kuriles Kurils Kyiv Kyoto Laos Latvia Lebanon Leningrad Libya Lithuania "
    "London Malaysia Manchuria Mediterranean Mexico Mongolia Morocco Moscow Nepal Netherlands Nigeria Norway "
    "Okhotsk Okinawa Pacific Pakistan Palestine Paris Persia Peru Petersburg Philippines Poland Portugal Prussia "
    "Romania Rome Russia Ryukyu Sakhalin Scandinavia Scotland Serbia Siberia Singapore Slovakia Slovenia Spain "
    "Sudan Sweden Switzerland Syria Taiwan Thailand Tibet Tokyo Turkey Ukraine Uzbekistan Vatican Venezuela "
    "Vienna Vietnam Vladivostok Wales Washington Yalta Yugoslavia "
    # the calendar
    "Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Christmas Easter "
)
PROPER_NAMES = frozenset(_NAMES.split()) | frozenset(map(str.capitalize, ONLY_MONTHS))
"""Words that English writes with a capital wherever they stand; ``May`` and ``March`` are left out, being verbs too."""


def to_sentence_case(text: str, protected: Sequence[bool]) -> str:
    """Return ``text`` with the capitals of a title lowered; it keeps its length.

    ``protected`` says for each character whether it stays as it is (BibTeX's braces). Capitals stay at the start of a
    sentence and after a colon, in names that every reader knows, in abbreviations and initials. A title that has long
    words in small letters is in sentence case already and is returned as it is.
    """
    words = list(_WORD.finditer(text))
    if not _is_title_case(words, protected):
        return text
    characters = list(text)
    for word in words:
        start, end = word.span()
        capitalised = word[0][0].isupper() and word[0][1:].lower() == word[0][1:]
        is_initial = end - start == 1 and (word[0] != "A" or not text[end : end + 1].isspace())
        if not capitalised or is_initial or any(protected[start:end]):
            continue
        if word[0].removesuffix("'s").removesuffix("’s") in PROPER_NAMES or _SENTENCE_START.search(text[:start]):
            continue
        characters[start] = word[0][0].lower()
    return "".join(characters)


def _is_title_case(words: Sequence[re.Match[str]], protected: Sequence[bool]) -> bool:
    """Tell whether no long word but a preposition is in small letters."""
    return not any(
        len(word[0]) >= 5 and word[0].islower() and word[0] not in _SMALL_IN_TITLES and not protected[word.start()]
        for word in words
    )
