"""The letters beyond ASCII of languages that legacy code pages were made for, and their commonest words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language as its code pages show it: ``common`` and ``rare`` letters beyond ASCII, lower case, and words."""

    language: str
    group: str
    common: frozenset[str]
    rare: frozenset[str]
    words: frozenset[str]

    def weight(self, char: str) -> float:
        """Return 1 for a common letter, 0.5 for a rare one, -1 for a character that the language does not have."""
        lower = char.lower()
        if lower in self.common:
            return 1.0
        return 0.5 if lower in self.rare else -1.0


def _alphabet(language: str, group: str, common: str, rare: str, words: str) -> Alphabet:
    return Alphabet(language, group, frozenset(common), frozenset(rare), frozenset(words.split()))


ALPHABETS: tuple[Alphabet, ...] = (
    _alphabet(
        "en", "western", "é", "èêëàâäçïîôöüñæœáíóú", "the of and to in a is that for it was on as with by at his"
    ),
    _alphabet(
        "fr", "western", "éèàê", "çâîôùûëïüœæÿ", "de la le et les des en un une du que qui dans est pour par sur"
    ),
    _alphabet("de", "western", "üäöß", "éèà", "der die und in den von zu das mit sich des auf für ist im dem nicht"),
    _alphabet("es", "western", "óíáéñ", "úüç", "de la que el en y a los se del las un por con una su para"),
    _alphabet("pt", "western", "ãçáéí", "óêõúâôàü", "de a o que e do da em um para com não uma os no se na"),
    _alphabet("it", "western", "èàùòì", "éóîí", "di e che la il un a per in una non sono del della le si da"),
    _alphabet("nl", "western", "ëé", "ïèöüêó", "de van het een en in is dat op te zijn met voor niet aan"),
    _alphabet("sv", "western", "äåö", "éüà", "och i att det som en på är av för med till den ett om"),
    _alphabet("da", "western", "øåæ", "éöäü", "og i at det er en til på som af for med den de ikke"),
    _alphabet("is", "western", "ðíáþóéúæö", "ý", "og að í á sem er til var við hann um en ekki það með"),
    _alphabet("pl", "central", "ąęłóśżćń", "ź", "w i na z do się nie to że jest o jak po od za przez"),
    _alphabet("cs", "central", "íáéěřčšžýůú", "ťďňó", "a v se na je že o s z do i to k ve pro za by"),
    _alphabet("sk", "central", "áíéčýšž", "ľťúňôďäóŕĺ", "a v na sa je že s o z do ako i k to vo pre"),
    _alphabet("hu", "central", "áéöóőü", "íúű", "a az és hogy nem is egy volt meg ez de csak mint"),
    _alphabet("ro", "central", "ăîâşţ", "", "de şi în la a cu că pe nu din o un se care mai este"),
    _alphabet("hr", "central", "čšžćđ", "", "i u je se na da su za od s a o ne što kako"),
    _alphabet("tr", "turkish", "ıüşğçö", "iâîû", "ve bir bu da de için ile olarak çok daha olan gibi ne"),
    _alphabet("lt", "baltic", "ėšžųįūąęč", "", "ir kad į yra su iš tai buvo bet kaip apie už"),
    _alphabet("lv", "baltic", "āēīšūņžļģķč", "", "un ir uz ar par no kas ka tas bija lai ka"),
    _alphabet("et", "baltic", "äõöü", "šž", "ja on ei et see ta oli kui ning ka mis"),
    _alphabet(
        "ru",
        "cyrillic",
        "оеаинтсрвлкмдпуя",
        "ыьгзбчйхжшюцщэфъё",
        "и в не на что с по как к из о за он а от для это но его у",
    ),
    _alphabet(
        "uk",
        "cyrillic",
        "оаинвтріеслкдумп",
        "язьбгчхйжщцюєїшфґ'",
        "і в на з що не до та у за як від про для його це",
    ),
    _alphabet(
        "bg",
        "cyrillic",
        "аоиентсрвлдкпмзъ",
        "ягубчжщцйюшхьф",
        "на и в да се от за с не е че по са към до като",
    ),
    _alphabet(
        "el", "greek", "αοιετσνηυρπκμλς", "ίόάέήώύωθδγχφβξζψϊϋΐΰ", "και το να του η της με που την από για είναι τα ο"
    ),
    _alphabet("he", "hebrew", "יוהלאמרבתשנ", "םעדפקחסכטגןזץךףצ", "של את על לא הוא כי זה עם כל גם אל או היא"),
    _alphabet("ar", "arabic", "اليمنرتبوة", "هعدسفقكحجشطصخضذثزغظءأإآؤئىًٌٍَُِّْ،؛؟", "في من على أن إلى عن التي الذي هذا ما لا"),
)
