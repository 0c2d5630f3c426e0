"""English titles in sentence case, from which every citation style can make its own.

CSL expects titles of English works so: a style that wants Capitals In Titles sets them itself, but none can take them
away again (https://docs.citationstyles.org/en/stable/specification.html#title-case-conversion).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kurilsearch.language.given_names import WESTERN_GIVEN_NAMES
from kurilsearch.language.known_words import is_word
from kurilsearch.language.months import ONLY_MONTHS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.:?!…])[\s\"“”‘’'«»(\[\ue000-\ue00f]*$")
_ITALICS, _END_OF_ITALICS = "\ue000", "\ue001"  # as ``latex_titles`` marks them while it reads
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

_PLACES = (
    "Archipelago Bay Bight Canal Cape Desert Empire Federation Gulf Island Islands Kingdom Lake Mountains Ocean "
    "Peninsula Province Republic River Sea Strait Straits University"
)
_BODIES = "Army Church Coast Congress Forest Navy Parliament Revolution Territories Union War"
_PARTS_OF_PLACES = frozenset(_PLACES.split())
"""Words that are part of a name where they follow one, or stand before one and *of*: Kuril Islands, Sea of Okhotsk."""
_PARTS_OF_NAMES = _PARTS_OF_PLACES | frozenset(_BODIES.split())
"""Words that are part of a name where they follow one: the Soviet Union."""

_TWO_WORDS = (
    "Baltic States|Black Sea|Civil War|Cold War|Common Market|Communist Party|Dead Sea|East Asia|Far East|First World|"
    "Foreign Ministry|Great Britain|Great War|Gulf War|High Court|Holy See|Iron Curtain|Labour Party|Middle Ages|"
    "Middle East|Near East|New England|New Guinea|New Testament|New York|New Zealand|North America|North Atlantic|"
    "North Korea|Northern Ireland|Northern Territories|Old Testament|Red Army|Red Cross|Red Sea|Saudi Arabia|"
    "Second World|South Africa|South America|South Asia|South Korea|Southeast Asia|Soviet Union|Supreme Court|"
    "United Kingdom|United Nations|United States|White House|World War|Yellow Sea"
)
_PAIRS = frozenset(_TWO_WORDS.split("|"))
"""Two words that are a name together, though each is none by itself."""


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
    named = _names(words)
    for number, word in enumerate(words):
        start, end = word.span()
        capitalised = word[0][0].isupper() and word[0][1:].lower() == word[0][1:]
        is_initial = end - start == 1 and (word[0] != "A" or not text[end : end + 1].isspace())
        if not capitalised or is_initial or any(protected[start:end]):
            continue
        if number in named or _SENTENCE_START.search(text[:start]) or _is_foreign_name(word[0], text[:start]):
            continue
        characters[start] = word[0][0].lower()
    return "".join(characters)


def _names(words: Sequence[re.Match[str]]) -> set[int]:
    """Return which words of a title are names, or parts of names."""
    bare = [word[0].removesuffix("'s").removesuffix("’s") for word in words]
    named = {number for number, word in enumerate(bare) if word in PROPER_NAMES}
    for number, (first, second) in enumerate(pairwise(bare)):
        if f"{first} {second}" in _PAIRS:
            named |= {number, number + 1}
        elif number in named and second in _PARTS_OF_NAMES:
            named.add(number + 1)
        elif first.casefold() in WESTERN_GIVEN_NAMES and second[:1].isupper() and _is_no_english(second):
            named |= {number, number + 1}
    for number, place in enumerate(bare):
        if place in _PARTS_OF_PLACES and bare[number + 1 : number + 2] == ["of"] and number + 2 in named:
            named.add(number)
    return named


def _is_foreign_name(word: str, before: str) -> bool:
    """Tell whether a word is none that English has, and so a name; a phrase in italics may well be foreign itself."""
    in_italics = before.count(_ITALICS) > before.count(_END_OF_ITALICS)
    return not in_italics and _is_no_english(word.removesuffix("'s").removesuffix("’s"))


def _is_no_english(word: str) -> bool:
    return word.isascii() and not is_word(word.lower(), "en")


def _is_title_case(words: Sequence[re.Match[str]], protected: Sequence[bool]) -> bool:
    """Tell whether no long word but a preposition is in small letters."""
    return not any(
        len(word[0]) >= 5 and word[0].islower() and word[0] not in _SMALL_IN_TITLES and not protected[word.start()]
        for word in words
    )
