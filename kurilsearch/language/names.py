"""People's names as they are cited: the family name first, whatever order they are printed in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kurilsearch.language.cjk_letters import CJK
from kurilsearch.language.given_names import (
    CHINESE_FAMILY_NAMES,
    EASTERN_GIVEN_NAMES,
    GIVEN_NAMES,
    HUNGARIAN_GIVEN_NAMES,
    KOREAN_FAMILY_NAMES,
)
from kurilsearch.language.lazy_pattern import lazy_pattern

_PARTICLES = (
    "von van vom zu zum zur de der den del della di da do dos das du des la le lo las los ten ter af av y e el al bin "
    "ibn ben fon фон ван де"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words inside a family name that are written small; they go with it as in BibTeX: ``van Beethoven, Ludwig``."""

_SUFFIX = lazy_pattern(r"(?:Jr|Sr|jun|sen|II|III|IV)\.?")
_TITLE_BEFORE = lazy_pattern(
    r"(?:(?:Prof(?:essor|\.)?|Dr\.?|Mrs?\.?|Ms\.?|Sir|Dame|Rev(?:erend|\.)|Hon\.|Captain|Capt\.|Lieutenant|Lieut\.|"
    r"Lt\.|"
    r"Major|Maj\.|Colonel|Col\.|General|Gen\.|Admiral|Commander|Lt\.-Col\.|PD|Priv\.-Doz\.|Dipl\.-\w+\.|Ing\.|Mag\.|"
    r"Dott\.(?:ssa)?|"
    r"Mme|Mgr|Doç\.|Yrd\.|Öğr\.|Üyesi|Arş\.|Gör\.|doc\.|RNDr\.|PhDr\.|[Пп]рофессор|[Пп]роф\.|[Аа]кад\.|академик|[Дд]-р|"
    r"[Дд]оц\.|к\.\s?и\.\s?н\.|д\.\s?и\.\s?н\.)\s+)+(?=\S)",
    re.IGNORECASE,
)
_DEGREE_AFTER = lazy_pattern(
    r"(?:,\s*|\s+)(?:Ph\.?\s?D\.?|D\.?\s?Phil\.?|M\.?D\.?|M\.?A\.?|B\.?A\.?|M\.?Sc\.?|LL\.?D\.?|Esq\.?|"
    r"F\.?R\.?G?\.?S\.?|"
    r"R\.\s?N\.?|M\.\s?P\.?|O\.\s?B\.\s?E\.?|C\.\s?B\.?|S\.\s?J\.?|D\.\s?D\.?|CSc\.?|DrSc\.?)$"
)
_INITIALS = lazy_pattern(r"(?:[^\W\d_]\.-?)+|[^\W\d_]{1,2}\.|[A-ZА-ЯЁ]")
_UNDOTTED_INITIALS = lazy_pattern(r"(?!NG$)[BCDFGHJKLMNPQRSTVWXZ]{2,3}")
"""Capitals that no family name is made of, having no vowel: ``CV Raman``, ``JRR Tolkien``."""
_PATRONYMIC = lazy_pattern(r".+(?:ович|евич|ьич|кич|мич|овна|евна|ична|йович|ївна|ovich|evich|yevich|ovna|evna)", re.I)
_SLAVIC_FAMILY = lazy_pattern(
    r".{2,}(?:[оеё]ва?|[иы]на?|ский|ская|цкий|цкая|енко|[eo]va?|ina?|sk(?:y|ii|iy|aya)|enko|shvili|dze|yan)", re.I
)
_PINYIN_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|ui|uo|ue|er|a|e|i|o|u)"
)
_PINYIN_GIVEN = lazy_pattern(rf"{_PINYIN_SYLLABLE}-?{_PINYIN_SYLLABLE}", re.I)
_TURKISH = lazy_pattern(r"[İıĞğŞş]")
"""Letters of Turkish, whose capital ``I`` is that of ``ı``."""

_NO_DECOMPOSITION = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"})

_INSTITUTIONS = (
    "association associations society faculty faculté fakultät faculteit fakulta institute institutes institution "
    "university ministry committee council commission department division bureau agency government contributors "
    "editors museum archives foundation academy organisation organization company corporation inc ltd gmbh "
    "embassy parliament federation nations network institut universität gesellschaft verein verlag ministerium "
    "akademie stiftung bundesamt université société ministère académie universidad instituto ministerio "
    "università istituto universidade faculdade facultad facoltà ministério ministero laboratory laboratorium "
    "laboratorio laboratoire uniwersytet univerzita univerzity universiteit universitet egyetem üniversitesi "
    "fakültesi archivo archivio museo musée wydawnictwo uitgeverij förlag éditions editorial editrice publishers "
    "publishing yayinlari kiadó институт университет академия министерство комитет общество союз совет редакция "
    "издательство музей архив центр"
)
_INSTITUTION_WORDS = frozenset(_INSTITUTIONS.split())
_WORD = lazy_pattern(r"\w+")
_TURKISH_I = str.maketrans({"\u0307": None, "ı": "i"})
"""Small letters of İ and I, which are i where the language is not known."""
_SMALL_WORD = lazy_pattern(r"\b(?:the|of|for)\b", re.IGNORECASE)
_PERHAPS_INSTITUTION = lazy_pattern(
    r"\b(?:college|school|office|union|party|press|group|team|[eé]quipe|equipo|project|authors|staff|library|archive|cent(?:er|re)|"
    r"court|"
    r"congress|league|bank|news|times|house|board|desk)\b",
    re.IGNORECASE,
)
"""Words that are family names too: ``John Press`` is a person, ``Hoover Press`` is not."""
_CJK_INSTITUTION = lazy_pattern(
    r"(?:省|庁|局|会|協会|学会|大学|研究所|委員会|政府|社|新聞|部|院|中心|大學|研究院|协会)$"
)


@lru_cache(maxsize=8192)
def fold_name(word: str) -> str:
    """Return ``word`` in lower case without accents, as the lists of given names have it (й and ё stay)."""
    if word.isascii():
        return word.lower()
    if CJK.search(word) or re.search(r"[а-яё]", word, re.I):
        return word.lower()
    plain = word.lower().translate(_NO_DECOMPOSITION)
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def is_given_name(word: str) -> bool:
    """Return whether ``word`` is a common given name; of a hyphenated one the first part decides."""
    folded = fold_name(word)
    return folded in GIVEN_NAMES or folded.partition("-")[0] in GIVEN_NAMES


@lru_cache(maxsize=8192)
def is_initials(word: str) -> bool:
    """Return whether ``word`` is an initial or several (``J.``, ``J.-P.``, ``И.И.``, ``Yu.``, ``M``)."""
    return _INITIALS.fullmatch(word) is not None


def without_titles(name: str) -> str:
    """Return ``name`` without ``Prof.`` before and ``PhD`` after it."""
    return _TITLE_BEFORE.sub("", _DEGREE_AFTER.sub("", name))


def is_institution(name: str) -> bool:
    """Return whether ``name`` is an institution or a group, which has no family name."""
    if has_institution_word(name) or _SMALL_WORD.search(name):
        return True
    first = name.split()[0] if name.split() else ""
    return bool(_PERHAPS_INSTITUTION.search(name)) and not (is_given_name(first.strip(",")) or is_initials(first))


@lru_cache(maxsize=8192)
def has_institution_word(name: str) -> bool:
    """Return whether ``name`` holds a word that only institutions have (Ministry, University, 研究所)."""
    low = name.lower() if name.isascii() else name.lower().translate(_TURKISH_I)
    is_said = not _INSTITUTION_WORDS.isdisjoint(_WORD.findall(low))
    return is_said or _CJK_INSTITUTION.search(name) is not None


@lru_cache(maxsize=2048)
def family_first(name: str) -> str:
    """Return a personal name as it is cited, ``Kimura, Hiroshi``; institutions and Han names as they are.

    A name with a comma has its order already. Titles and degrees are dropped, capitals of a family name set in
    them (``IWASHITA``) lowered. Otherwise the last word is the family name, with the particles before it,
    except where the order is told by capitals, initials at the end, a patronymic, or a Russian, Ukrainian,
    Japanese, Korean or Chinese given name at the end.
    """
    name = without_titles(" ".join(name.split()))
    if is_institution(name):
        return name
    if "," in name:
        return _with_comma(name)
    words = name.split()
    if len(words) < 2 or CJK.search(name) or words[-1].islower():
        return _lower_capitals(name) if len(words) == 1 else name
    suffix = ""
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = f", {words.pop()}"
    family_words = _leading_family(words)
    if family_words:
        family, given = words[:family_words], words[family_words:]
    else:
        start = _trailing_family(words)
        family, given = words[start:], words[:start]
    if _TURKISH.search(name):
        family, given = _lower_turkish(family), _lower_turkish(given)
    return f"{_lower_family(family, given)}, {_lower_given(given)}{suffix}"


def split_names(text: str) -> list[str]:
    """Return the names in a list of them as printed, not yet reordered.

    Separators are semicolons, ``and`` in several languages, middle dots between Han names, and commas where
    they are not those of ``Family, Given``.
    """
    names: list[str] = []
    if text.isupper():
        text = re.sub(r"\s(?:AND|UND|ET|EN|Y|OG|OCH|И|VE|ÉS)\s", " & ", text)
    for part in re.split(
        r"\s*[;；・／|•]\s*|\s[/·]\s|,?\s+(?:and|und|et|y|e|och|og|en|и|та|i|ve|és|＆|&)\s+|\s*[、，]\s*", text.strip()
    ):
        names.extend(_split_at_commas(part.strip(" ,")))
    return [name for name in names if name]


def _split_at_commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    merged: list[str] = []
    for part in parts:  # "King, Jr." and "Smith, Ph.D." are one name
        if merged and (_SUFFIX.fullmatch(part) or _DEGREE_AFTER.fullmatch(f", {part}")):
            merged[-1] = f"{merged[-1]}, {part}"
        else:
            merged.append(part)
    if len(merged) < 2:
        return merged
    if len(merged) == 2 and not is_institution(text) and _is_family_comma_given(*merged):
        return [", ".join(merged)]
    if all(len(part.split()) > 1 for part in merged):
        return merged
    pairs = len(merged) % 2 == 0 and all(len(family.split()) == 1 for family in merged[::2])
    return [f"{merged[i]}, {merged[i + 1]}" for i in range(0, len(merged), 2)] if pairs else merged


def _is_family_comma_given(first: str, second: str) -> bool:
    """Return whether ``first, second`` is one name: the first a family name, the second given names alone."""
    if len(first.split()) == 1:
        return True
    words = first.split()
    if is_given_name(words[0]) or is_initials(words[0]) or is_initials(words[-1]):
        return False
    return all(is_given_name(word) or is_initials(word) for word in second.split())


def _with_comma(name: str) -> str:
    family, *rest = (part.strip() for part in name.split(","))
    if len(rest) == 1 and _SUFFIX.fullmatch(rest[0]) and " " in family:  # "Martin Luther King, Jr."
        return f"{family_first(family)}, {rest[0]}"
    if len(rest) == 2 and _SUFFIX.fullmatch(rest[0]):  # BibTeX: "King, Jr., Martin Luther"
        rest.reverse()
    return ", ".join([_lower_all(family.split()), *(_lower_all(part.split()) for part in rest if part)])


def _leading_family(words: list[str]) -> int:
    """Return how many words at the start are the family name; 0 where the order is the western one."""
    first, last = words[0], words[-1]
    if is_initials(first):
        return 0
    if all(is_initials(word) for word in words[1:]) and not (_is_capitals(last) and len(last) > 1):
        return 1
    capitals = [_is_capitals(word) for word in words]
    capitals[0] = capitals[0] and _UNDOTTED_INITIALS.fullmatch(first) is None
    if capitals[0] and not any(capitals[1:]):
        return 1
    if capitals[-1] and not all(capitals):
        return 0
    if _PATRONYMIC.fullmatch(last) and len(words) == 3 and not is_given_name(first):
        return 1
    if last.lower() in HUNGARIAN_GIVEN_NAMES and len(words) <= 3 and not is_given_name(first):
        return 1
    if is_given_name(first):
        return 0
    if fold_name(last) in EASTERN_GIVEN_NAMES or (is_given_name(last) and _SLAVIC_FAMILY.fullmatch(first)):
        return 1
    return 1 if _is_korean_or_chinese_order(words) else 0


def _is_korean_or_chinese_order(words: list[str]) -> bool:
    first, last = fold_name(words[0]), fold_name(words[-1])
    if last in KOREAN_FAMILY_NAMES and len(words) == 3:
        return False
    if first in KOREAN_FAMILY_NAMES and (len(words) == 3 or "-" in last):
        return not any(is_given_name(word) for word in words[1:])
    return first in CHINESE_FAMILY_NAMES and len(words) == 2 and len(last) > 4 and bool(_PINYIN_GIVEN.fullmatch(last))


def _trailing_family(words: list[str]) -> int:
    """Return where the family name starts: the last word, or the particles and capitals before it."""
    start = len(words) - 1
    if _is_capitals(words[-1]) and not _is_capitals(words[0]):
        while start > 1 and _is_capitals(words[start - 1]):
            start -= 1
    while start > 1 and words[start - 1].lower() in PARTICLES and not is_initials(words[start - 1]):
        start -= 1
    return start


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and "." not in word and word.upper() == word


def _lower_family(family: list[str], given: list[str]) -> str:
    """Return the family name; two capitals (``LI``) are one too where the given name is in small letters."""
    if len(family) == 1 and len(family[0]) == 2 and family[0].isupper() and not any(map(_is_capitals, given)):
        return family[0].capitalize()
    return _lower_all(family)


def _lower_given(words: list[str]) -> str:
    """Return the given names; what would be a particle elsewhere is a name where they begin with it: ``BEN``."""
    lowered = _lower_all(words)
    return lowered[:1].upper() + lowered[1:] if words[0][0].isupper() else lowered


def _lower_all(words: list[str]) -> str:
    if any(_TURKISH.search(word) for word in words):
        words = [
            word.replace("I", "ı").replace("İ", "i").capitalize() if _is_capitals(word) else word for word in words
        ]
    return " ".join(_lower_capitals(word) for word in words)


def _lower_turkish(words: list[str]) -> list[str]:
    """Return the words with capitals lowered as Turkish has them: ``YILDIRIM`` is ``Yıldırım``."""
    return [w[0] + w[1:].replace("I", "ı").replace("İ", "i").lower() if _is_capitals(w) else w for w in words]


def _lower_capitals(word: str) -> str:
    """Return ``IWASHITA`` as ``Iwashita``, ``O'NEILL`` as ``O'Neill``, ``DE`` as ``de``; other words as they are."""
    if word.startswith(("Mc", "Mac")) and _is_capitals(word.removeprefix("Mac").removeprefix("Mc")):
        head = "Mac" if word.startswith("Mac") else "Mc"
        return head + word.removeprefix(head).capitalize()
    if not _is_capitals(word) or (len(word) == 2 and word.lower() not in PARTICLES):
        return word
    if word.lower() in PARTICLES:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
