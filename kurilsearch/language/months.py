"""The names of months and seasons in the languages of sources, in small letters, with their cases and abbreviations."""

from __future__ import annotations

_NAMES = {
    "cs": "ledna leden|února únor|března březen|dubna duben|května květen|června červen|července červenec|srpna srpen"
    "|září|října říjen|listopadu listopad|prosince prosinec",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "de": "januar jänner jan|februar feb|märz mär|april apr|mai|juni jun|juli jul|august aug|september sep sept"
    "|oktober okt|november nov|dezember dez",
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
    "|october oct|november nov|december dec",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "hu": "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "stycznia styczeń|lutego luty|marca marzec|kwietnia kwiecień|maja maj|czerwca czerwiec|lipca lipiec"
    "|sierpnia sierpień|września wrzesień|października październik|listopada listopad|grudnia grudzień",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "ru": "январь января янв|февраль февраля фев|март марта мар|апрель апреля апр|май мая|июнь июня июн|июль июля июл"
    "|август августа авг|сентябрь сентября сен|октябрь октября окт|ноябрь ноября ноя|декабрь декабря дек",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "tr": "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
    "uk": "січня січень|лютого лютий|березня березень|квітня квітень|травня травень|червня червень|липня липень"
    "|серпня серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень",
}

MONTHS: dict[str, tuple[tuple[str, ...], ...]] = {
    language: tuple(tuple(month.split()) for month in names.split("|")) for language, names in _NAMES.items()
}
"""The twelve months of each language, each with all its forms, that of a date first."""

ENGLISH_SHORT = tuple(form for month in MONTHS["en"] for form in month[1:])
"""The abbreviations of English months."""

ONLY_MONTHS = tuple(month[0] for month in MONTHS["en"] if month[0] not in ("march", "may"))
"""English months that are nothing else: ``May`` is a name, and both are verbs."""

SEASONS = tuple(
    tuple(names.split())
    for names in (
        "spring frühjahr frühling printemps primavera весна wiosna jaro",
        "summer sommer été verano estate verão лето lato léto",
        "autumn fall herbst automne otoño autunno outono осень jesień podzim",
        "winter hiver invierno inverno зима zima",
    )
)
"""Spring, summer, autumn and winter, each in the languages that date works by them."""


def months_of(*languages: str) -> tuple[str, ...]:
    """Return all forms of all months in these languages."""
    return tuple(form for language in languages for month in MONTHS[language] for form in month)
