"""Words before a year that are no author: months, what happens in a year, cities; folded."""

from __future__ import annotations

from kurilsearch.language.months import months_of
from kurilsearch.references.name_patterns import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


NO_AUTHORS = _words(
    """
    Spring Summer Autumn Fall Winter Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Since In Until From By After During Before Around Circa About Between Late Early Mid Vol Volume No Issue Number
    Figure Table Chapter Section Article Act Law Treaty Pact War Agreement Convention Resolution Decree Order Directive
    Constitution Declaration Communique Protocol Conference Congress Session Summit Edition Version Part Book Incident
    Revolution Crisis Battle Copyright Published Updated Received Accepted Born Died Reprint Reprinted
    Moscow Tokyo Washington Beijing Peking London Paris Berlin Vienna Geneva Rome Seoul Brussels
    Frühjahr Sommer Herbst Seit Im Bis Nach Vor Krieg Vertrag Gesetz
    Wien Genf Rom Moskau
    depuis год года война договор закон Москва Токио
    昭和 平成 令和 大正 明治 西暦 図 表 第
    """
) | frozenset(map(fold, months_of("en", "de", "fr", "ru")))

OPENING_WORDS = _words(
    """
    In As See The But And For By Since While Although When If So Thus Yet Also However Here There Nach Wie Bei Selon
    Comme По Как
    """
)
"""Words that open a sentence, written with a capital though they are no name."""
