"""Which language a text is written in, by its script and its commonest words."""

from __future__ import annotations

from collections import Counter
from functools import cache

from kurilsearch.language.lazy_pattern import lazy_pattern

_SAMPLES = 5
_SAMPLE = 1_000
"""How many samples of the text are looked at, and how many characters each has."""

_WORD = lazy_pattern(r"[^\W\d_]+")
_ASCII_WORDS = "".join(chr(code).lower() if chr(code).isalpha() else " " for code in range(128))
"""For ``str.translate``: what leaves the same words of a sample in ASCII, many times faster."""

# Each script with the first and last code of its letters, in ranges.
_SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "latin": ((0x41, 0x24F), (0x1E00, 0x1EFF)),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "cyrillic": ((0x400, 0x52F),),
    "armenian": ((0x530, 0x58F),),
    "hebrew": ((0x590, 0x5FF),),
    "arabic": ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    "devanagari": ((0x900, 0x97F),),
    "bengali": ((0x980, 0x9FF),),
    "tamil": ((0xB80, 0xBFF),),
    "telugu": ((0xC00, 0xC7F),),
    "thai": ((0xE00, 0xE7F),),
    "lao": ((0xE80, 0xEFF),),
    "burmese": ((0x1000, 0x109F),),
    "georgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF)),
    "khmer": ((0x1780, 0x17FF),),
    "hangul": ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)),
    "kana": ((0x3041, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9D)),
    "han": ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD)),
}

_ONE_LANGUAGE = {
    "armenian": "hy", "hebrew": "he", "bengali": "bn", "tamil": "ta", "telugu": "te", "thai": "th", "lao": "lo",
    "burmese": "my", "georgian": "ka", "khmer": "km", "hangul": "ko", "greek": "el",
}  # fmt: skip

# The commonest short words of a language. A word that several languages share counts for each of them, so what a
# language has to itself decides.
_COMMON_WORDS: dict[str, dict[str, str]] = {
    "latin": {
        "en": "the of and to in that it is was for on with as his be at by had not are but from have they which were",
        "de": "der die und das in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden war",
        "fr": "de la le et les des en un une du que est pour qui dans par plus sur au pas avec il se ne ce sont était",
        "es": "de la que el en y los se del las un por con no una su para es al lo como más pero sus fue ha este",
        "it": "di che la il e un a per in una è del le si da non con i della sono gli nel anche dei ha alla più come",
        "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi das são pelo",
        "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als maar bij door uit wordt naar was",
        "sv": "och i att det som en på är av för med den till han inte har de ett om var men sig så från kan eller",
        "da": "og i at det en den til er som på de med han af for ikke der var et sig har om men efter blev også",
        "no": "og i det på som er en til å han av for at med var de ikke den har jeg om et men så seg ble etter også",
        "fi": "ja on ei se että hän oli mutta kuin ovat joka sen niin myös tai kun jos mukaan hänen vain ole sitä olla",
        "hu": "a az és hogy nem is egy ez azt volt csak meg mint már még de vagy ha el van kell amely majd után",
        "ro": "de și în la a cu o pe nu că din un este care pentru mai sunt ca au fost prin sau al ce după dar",
        "pl": "i w na z się nie do to że jest o jak po od za przez ale dla tym są oraz był ich tego który być",
        "cs": "a v se na je že o to s z do i k ve pro jako po za by ale od jsem byl který jeho jsou aby také",
        "sk": "a v sa na je že o to s z do aj k vo pre ako po za by ale od som bol ktorý jeho sú aby tiež",
        "sl": "in je v se na da za so ki pa ne z bi tudi po kot s od pri do ni bil kar ter ali še",
        "hr": "i je u se na da za su od a s ne o koji kao će bi po iz to što ili bio nije ali kako",
        "tr": "bir ve bu için da de ile çok olarak daha olan gibi var ne en o sonra kadar ki değil ama her olduğu",
        "ca": "de la que i a el en les els un per amb és del una no al es va com més són seva aquest també ha però",
        "la": "et in est non ad ut cum quod qui ex sed quae per si esse de ab aut hoc atque enim sunt autem etiam",
        "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada mereka oleh ia bisa",
        "vi": "và của là các có được trong cho một không người với những này đã từ khi để đến về như ở",
        "et": "ja on ei et see ka oli kui aga mis ning oma ta kes nii või siis seda olla tema välja mida",
        "lv": "un ir ar no par kas bet to uz arī tā ka kā lai gan pēc bija viņš vai šo gada nav līdz",
        "lt": "ir yra kad į su iš o tai kaip buvo bet ar jo už dar po taip tik jis apie per nuo savo metų",
        "eu": "eta da ez bat du ere zen dira egin hau izan baina zuen dute bere behar duen dela edo hori",
        "ga": "an agus na ar go is a bhí sé le do ní i ag atá sin mar nach leis seo air ach",
        "eo": "la de kaj en al estas ne ke por kun oni mi li estis el ĝi sed pri ankaŭ kiu tiu per",
        "is": "og að í á er sem til við var en um það ekki með fyrir af hann þá hefur ég því eru",
    },
    "cyrillic": {
        "ru": "и в не на что он с как это по но из его к за от для был так же то было бы о вы только еще все ее",
        "uk": "і в не на що з він як та до у це за його від але для був про й є так ще було які або між",
        "be": "і ў не на што з ён як да гэта па яго за ад для быў але таксама яна калі або гэтага якія быць",
        "bg": "и на в да се за от не че е с по като са но до ще си към бе го или тя които беше той",
        "sr": "и је у се на да за су од са не који као о ће би али што то из по или био није како",
        "mk": "и на во да се од за не е што со но ги по како кој ја беше го или ќе тој овој биле",
    },
    "arabic": {
        "ar": "في من على أن إلى عن التي الذي هذا هذه ما لا كان مع قد كل ذلك بين بعد لم هو كما أو حيث",
        "fa": "و در به از که این را با است برای آن یک خود تا بر هم بود شد می شود های ها اما کرد نیز",
        "ur": "کے کی میں اور ہے سے کا کو نے اس پر ہیں یہ تھا بھی کہ ایک نہیں تھے کر جو ان وہ",
    },
    "devanagari": {
        "hi": "के है में की और का से को पर यह कि ने नहीं एक भी हैं था इस लिए हो तो जो वह",
        "mr": "आहे व या आणि ते हे तो की मध्ये होते नाही होता आहेत ही त्या केले असे त्यांनी पण यांनी एक",
        "ne": "छ र को मा यो पनि ले का हो लागि भने छन् थियो गरेको भएको एक त्यो गर्न तथा उनले",
    },
}  # fmt: skip

_FOREIGN_LETTERS: dict[str, dict[str, str]] = {
    "cyrillic": {
        "ru": "іїєґўјљњђћџѓќѕ",
        "uk": "ыэёъўјљњђћџѓќѕ",
        "be": "ищъїєґјљњђћџѓќѕ",
        "bg": "ыэёіїєґўјљњђћџѓќѕ",
        "sr": "йщъыьэюяёіїєґўѓќѕ",
        "mk": "йщъыьэюяёіїєґўђћ",
    },
    "arabic": {"ar": "پچژگکیےٹڈڑں", "fa": "ےٹڈڑںة", "ur": "كية"},
}
"""Letters that a language has not, but its neighbours have: each counts against it."""

_OWN_LETTERS: dict[str, str] = {
    "cs": "ěřů", "eo": "ĉĝĥĵŝŭ", "hu": "őű", "is": "ðþ", "lt": "ėįų", "lv": "ģķļņ", "pl": "łżąęńś", "ro": "șțăţ",
    "tr": "ğış", "vi": "ơưđạảấầẩậắằặẹẻếềểễệịọỏốồổộớờởợụủứừửữựỳỷỹ",
}  # fmt: skip
"""Latin letters that a language has almost to itself: each counts for it, as a common word does."""

_FALLBACK = {"cyrillic": "ru", "arabic": "ar", "devanagari": "hi"}
"""What a script is taken for where no word or letter tells."""


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of ``text`` is in; ``und`` where it cannot be told.

    Looks at no more than 5,000 characters, spread over the text.
    """
    sample = _sample(text)
    scripts = _count_scripts(sample)
    if not scripts:
        return "und"
    script = _leading_script(scripts)
    if script == "kana":
        return "ja"
    if script == "han":
        return "zh"
    if script in _ONE_LANGUAGE:
        return "yi" if script == "hebrew" and _is_yiddish(sample) else _ONE_LANGUAGE[script]
    return _by_words(sample, script)


def _sample(text: str) -> str:
    """Return samples of ``text``, evenly spread, of 5,000 characters in all."""
    if len(text) <= _SAMPLES * _SAMPLE:
        return text
    step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
    return " ".join([text[start : start + _SAMPLE] for start in range(0, step * _SAMPLES, step)])


def _count_scripts(sample: str) -> Counter[str]:
    """Return how many letters of each script there are."""
    counts: Counter[str] = Counter()
    if sample.isascii():
        if letters := sum(map(len, _words_of(sample))):
            counts["latin"] = letters
        return counts
    for letter, times in Counter(sample).items():
        for script in _scripts_of(letter):
            counts[script] += times
    return counts


@cache
def _scripts_of(letter: str) -> tuple[str, ...]:
    """Return the scripts that ``letter`` belongs to; none for what is no letter."""
    code = ord(letter) if letter.isalpha() else -1
    return tuple(script for script, ranges in _SCRIPTS.items() if any(first <= code <= last for first, last in ranges))


def _leading_script(scripts: Counter[str]) -> str:
    """Return the script of most of the text. A Han letter says as much as two or three of an alphabet.

    Japanese is known by its kana, of which a text has at least one for ten Han letters; Chinese quotes fewer.
    """
    weighted = scripts.copy()
    east_asian = scripts["han"] + scripts["kana"]
    weighted["han"] = 3 * east_asian
    weighted["kana"] = 3 * east_asian + 1 if scripts["kana"] * 10 >= scripts["han"] and scripts["kana"] else 0
    weighted["hangul"] *= 3
    return max(weighted, key=lambda script: weighted[script])


def _is_yiddish(sample: str) -> bool:
    """Tell Yiddish from Hebrew: it writes its vowels, some with letters that Hebrew lacks."""
    words = Counter(_WORD.findall(sample))
    return sum(words[word] for word in ("און", "איז", "די", "דער", "פון", "מיט")) > sum(
        words[word] for word in ("של", "את", "על", "לא", "הוא", "היא", "זה")
    )


@cache
def _languages_by_word(script: str) -> dict[str, list[str]]:
    """Return the languages of a script by each of their commonest words."""
    languages: dict[str, list[str]] = {}
    for language, common in _COMMON_WORDS[script].items():
        for word in common.split():
            languages.setdefault(word, []).append(language)
    return languages


def _words_of(sample: str) -> list[str]:
    """Return the words of a sample in small letters."""
    return sample.translate(_ASCII_WORDS).split() if sample.isascii() else _WORD.findall(sample.lower())


def _by_words(sample: str, script: str) -> str:
    """Return the language of a script that several share, by its commonest words and the letters it has not."""
    words = _words_of(sample)
    points = dict.fromkeys(_COMMON_WORDS[script], 0)
    languages_of = _languages_by_word(script)
    for word, times in Counter(filter(languages_of.__contains__, words)).items():
        for language in languages_of[word]:
            points[language] += times
    if not sample.isascii():
        letters = Counter(sample.lower())
        for language, foreign in _FOREIGN_LETTERS.get(script, {}).items():
            points[language] -= sum([letters[letter] for letter in foreign])
        for language, own in _OWN_LETTERS.items() if script == "latin" else ():
            points[language] += sum([letters[letter] for letter in own])
    first, second = sorted(points.values(), reverse=True)[:2]
    if first > second and first >= len(words) / 40:
        return max(points, key=lambda language: points[language])
    return _FALLBACK.get(script, "und")
