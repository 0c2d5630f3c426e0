"""The words by which the lines of a first page are told apart, in the languages that sources are written in."""

from __future__ import annotations

import re

from kurilsearch.language.lazy_pattern import lazy_pattern
from kurilsearch.language.navigation import NAVIGATION


def _any_of(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the alternatives, capitals or not."""
    return lazy_pattern("|".join(f"(?:{alternative})" for alternative in alternatives), re.IGNORECASE)


MENU = _any_of(
    *map(re.escape, sorted(NAVIGATION)),
    r"archives?|submit.*|issues|jump to .*|share .*|print this.*|follow us.*|download|citations?|reads?",
    r"\d+ publications.*|see discussions, stats.*|all content following.*|cookies?.*|talk|article views.*",
    r"citations?:? \d+|views:? \d+|access.*|journal free access|cite(?: this.*)?|metrics|references|jump to:.*",
    r"posted(?: .*)?\|.*|печать",
)
"""A whole line of a web page's menu."""

TRAIL = re.compile(r"\s(?:arrow|»|›|→|>|/|::|\||•|·|＞)\s")
"""What stands between the links of a trail or a menu on one line (``arrow`` is the saved picture of one)."""

LABEL = _any_of(
    r"(?:(?:research|original|review|feature|full|special|invited|short)\s+)?"
    r"(?:articles?|papers?|essays?|reports?|communication)",
    r"reviews?|book reviews?|editorial|opinion|comment(?:ary)?|letters?|notes?|interview|feature|analysis",
    r"working papers?|discussion papers?|policy brief|preprint|draft.*|do not cite.*|memorandum|telegram",
    r"chapter\s+\w+\.?|part\s+\w+\.?|contents|table of contents|preface|foreword|acknowledge?ments?",
    r"(?:a|an)?\s*(?:ph\.?d\.?|doctoral|master'?s?|m\.?a\.?)?\s*(?:thesis|dissertation)"
    r"(?:[\s,]+(?:submitted|presented|prepared|written|proposal|in|for|by|to|at|of)\b.*|[,.:—–-].*)?",
    r"(?:.{2,60}[—–,-]\s?)?(?:doctor of (?:philosophy|letters|laws|education|science|theology|medicine|engineering)|"
    r"(?:master|bachelor) of (?:arts|science|philosophy|laws|education|engineering|fine arts|business administration))"
    r"(?: in .{3,50})?",
    r"submitted (?:in|to)\b.*|in partial fulfil.*",
    r"(?:translated|edited|illustrated|introduced|selected|reviewed|photographs|with .*) by\b.*",
    r"(?:übersetzt|herausgegeben) von.*|(?:traduit|édité) par.*|перевод\b.*|.{2,12}訳",
    r"монография|учебное пособие|научное издание|сборник статей|monogra(?:ph|phie|fía|fia)|erzählungen|gedichte|poems|"
    r"essays",
    r"(?:typeset|typewritten|formatted) (?:using|by|with|in|on) .*|compiled (?:on|using|with) .*",
    r"(?:spécialité|filière|especialidad|especialidade|discipline\s?:)\s.{3,60}",
    r"(?:list|table|index) of (?:figures|tables|contents|illustrations|abbreviations)|liste des (?:figures|tableaux)",
    r"(?:[図表]\s?)?目\s?次(?:\s[ivxl\d]{1,6})?|abbildungsverzeichnis|tabellenverzeichnis|"
    r"índice (?:general|de (?:figuras|tablas|cuadros))",
    r"explanatory (?:notes?|memorandum|statement)|exposé des motifs|exposición de motivos|пояснительная записка",
    r"\d+ authors?(?:, including)?|t\.\s?c|специальность .*|fachbereich .*|fachrichtung .*|price .{2,20}|"
    r".{0,12}article [·•] .*",
    r"(?:presentad[ao]|présentée?|apresentad[ao]|vorgelegt|eingereicht|submitted|presented|prepared|written) "
    r"(?:por|par|von|by)",
    r"(?=.{0,80}$)(?:.{0,60}[\s,])?(?:box|folder|reel|tape|carton)\s\d+(?:[,;].*)?",
    r"(?:release|version|revision|rev\.|v\.?)\s?\d[\w.-]{0,12}",
    r"by|written by|and|und|et|y|e|и|von|par|por|di|de|from our (?:own |special )?correspondent.*|"
    r"von unserem .*korrespondenten.*",
    r"(?:.{0,24}\s)?(?:inaugural-?)?dissertation(?:sschrift)?|habilitationsschrift.*|(?:diplom|magister|master|"
    r"bachelor)arbeit.*",
    r"zur erlangung .*|der .{0,40}fakultät.*|an der .{0,40}universität.*|vorgelegt (?:von|der|an).*|"
    r"eingereicht (?:von|bei).*",
    r"thèse(?: (?:de|pour|présentée|en)\b.*)?|pour (?:obtenir|l['’]obtention)\b.*|mémoire (?:de|présenté|pour).*|"
    r"présentée? (?:et soutenue? )?(?:publiquement )?(?:par|à|pour|en).*",
    r"(?:sous la direction de|under the (?:direction|supervision) of|dirigida por)\b.*",
    r"tesis (?:doctoral|de|para|presentada).*|tese\b(?: (?:de|apresentada|submetida).*)?|dissertação (?:de|"
    r"apresentada).*",
    r"tesi di .*|presentada (?:por|para|a) .*|corso di laurea.*|anno accademico.*|ter verkrijging .*|"
    r"(?:academisch )?proefschrift.*",
    r"диссертация(?: на соискание.*)?|на соискание .*|автореферат.*|на правах рукописи|выпускная квалификационная.*",
    r"praca (?:magisterska|doktorska|licencjacka).*|rozprawa doktorska.*|(?:dizertační|diplomová|disertační) práce.*",
    r"(?:doktora|yüksek lisans) tezi.*|doktori (?:értekezés|disszertáció).*|(?:doktors?|licentiat)?avhandling.*",
    r"博士論文|修士論文|学位論文|学位请求论文|博士学位论文|硕士学位论文|博士学位請求論文|박사\s?학위\s?논문|석사\s?학위\s?논문",
    r"(?:a )?(?:treaty|agreement|convention|protocol|declaration|proclamation|exchange of notes|circular|despatch|"
    r"dispatch)",
    r"(?:совершенно )?секретно|для служебного пользования|.{0,20}записка|справка|протокол|постановление|приказ|указ|"
    r"official report",
    r".{0,8}(?:석사|박사)\s?학위\s?논문|.{0,8}(?:硕士|博士)(?:学位)?论文|[〈<【［\[](?:論文|論説|研究ノート|資料|書評|特集|论文|논문)[〉>】］\]]",
    r"(?:strictly |top )?(?:confidential|secret|restricted|unclassified)|no\.? \d+|copy|translation|original text|"
    r"transcript(?:ion)?",
    r"(?:research|technical|final|annual|special|interim|progress|staff|country|field|policy|occasional|conference|"
    r"short)"
    r"\s(?:reports?|papers?|notes?|briefs?|communication)(?:\s(?:no\.?|nr\.?|#)?\s?[\w./-]{0,12}\d[\w./-]{0,8})?",
    r"(?:research article|original (?:research|article|paper)|open access|peer[- ]reviewed|case report|"
    r"short communication)",
    r"from [A-Z].{2,60}, the .*",  # the line under the title of a wiki's page
    r"aufsätze?|beiträge|rezension(?:en)?|vorwort|inhalt(?:sverzeichnis)?|kapitel\s+\w+",
    r"статьи|статья|рецензия|обзор|научная статья|оглавление|содержание|предисловие|глава\s+\w+\.?|удк.*|ббк.*",
    r"論文|研究論文|研究ノート|論説|書評|原著|特集|目次|はじめに|序章|序|第[一二三四五六七八九十\d]+[章節部](?:\s.*)?",
    r"摘要|文章|논문",
)
"""A whole line that says what kind of text follows, or who else had a hand in it."""

_ABSTRACT = (
    r"abstract|zusammenfassung|résumé|resumen|resumo|riassunto|аннотация|анотація|реферат|要旨|要約|抄録|摘要|초록|국문\s?초록|"
    r"요약|streszczenie|abstrakt|samenvatting|sammanfattning|sammendrag|öz|özet|összefoglal(?:ás|ó)|sommario|sažetak"
)
_OPENING = (
    r"summary|introduction|executive summary|einleitung|einführung|introducción|introdução|introduzione|введение|"
    r"вступ|概要|"
    r"はじめに|緒言|緒論|序言|序論|引言|서론|머리말|まえがき|"
    r"wstęp|úvod|giriş|bevezetés|inleiding|inledning|article ?info|"
    r"avant-propos|prólogo|prologue|prolog"
)
SALUTATION = _any_of(
    r"(?:my )?(?:dear|dearest)\s.{2,50}[,:!.—-]{0,2}",
    r"(?:sehr geehrter?|liebe[rs]?|ch(?:er|ère)s?|monsieur|madame|estimad[oa]s?|querid[oa]s?|muy señor|car[oa]|gentile|"
    r"geachte|besten?r?|verehrte[rs]?|werte[rs]?|hallo|"
    r"szanown[yai]|drog[ai]|уважаем(?:ый|ая|ые)|дорог(?:ой|ая|ие)|милостивый)(?:\s[^.]{2,50})?[,!:]",
    r"(?:egregi[oa]|gentil\w*|illustr\w+|pregiat\w+|chiarissim[oa]|spettabile|stimat\w+|exm[oa]\.?|prezad[oa]|"
    r"hooggeachte|zeer geachte|bäste|käre|kære|kjære|hyvä|vážen[ýáí]|milý|milá|много(?:уважаем|любим)\w+|"
    r"глубокоуважаем\w+)\s[^.]{2,50}[,!:]",
    r"拝啓.*|謹啓.*|前略.*",
    r"(?:my lords?|dear sirs?|sirs?|gentlemen|madam|(?:your )?excellency|messieurs|meine herren|señor(?:es)?|"
    r"господа),?[:.—-]*",
)
"""The salutation of a letter, as a whole line."""

END = _any_of(
    rf"[<\[【]?\s*(?:{_ABSTRACT})\s*[>\]】]?\s*(?:[.:：—–-].*|\s[A-ZА-ЯÀ-Ý].*|\s.{{60,}})?",
    rf"(?:\d{{1,2}}[.)]?|[ivx]{{1,4}}\.)?\s*(?:{_OPENING})\s*(?:[.:：—–-]|[.:：—–]\s.{{60,}})?",
    SALUTATION.pattern,
)
"""The heading of the abstract or of the introduction, and the salutation of a letter: the header ends here."""

CONTENTS_LINE = re.compile(r".{3,200}?(?:\s?\.){4,300}\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s.*)?", re.IGNORECASE)
"""A line of a table of contents, at which the header ends too."""

ENCYCLOPEDIA = _any_of(
    r"(?:from|aus|un article de|de|da) wikip",
    r"материал из википедии|出典[:：].*ウィキペディア|维基百科|위키백과",
    r"from .{0,40}(?:free )?encyclop(?:a?edia)",
)
"""The beginning of the line under the title of an encyclopedia's page, which has no author."""

PERIODICAL = _any_of(
    r"\b(?=[vinpjhbta])(?:vol(?:ume)?s?|issue|nos?|number|pp?|pages?|jg|jahrgang|heft|bd|band|nr|tome|numéro|núm|anno|año)\b\.?"
    r"\s*[\dIVXLC]+",
    r"\bn[°º]\s*\d|№\s*\d|\b(?:том|т|вып|выпуск|номер|стр|с)\.?\s*\d+",
    r"第\s*[\d一二三四五六七八九十百]+\s*[巻号卷期集輯]|제\s*\d+\s*[권호]",
    r"\b\d{1,4}(?:\s*[:.(/]\s*\d{1,3}\)?)?,?\s*\((?:[\w/ -]{3,20}\s)?(?:1[4-9]\d\d|20\d\d)\)",  # 30:2 (2008)
    r"(?=[eid1hwsj])(?:\b(?:e-?)?issn(?:-l)?\b|\bisbn\b|\bdoi\b\s*[:.]?|\b10\.\d{4,}/|https?://|\bwww\.|"
    r"\bstable url\b|\bjel\b)",
)
"""Volume, issue, pages and the other marks of a line that describes a periodical."""

COPYRIGHT = _any_of(
    "©", r"\(c\)", "copyright", "all rights reserved", "alle rechte", "все права", "авторские права",
    "this e-?book is for the use of",
)  # fmt: skip

_WORKPLACE = _any_of(
    r"[¹²³⁴⁵⁶⁷⁸⁹]\s?\w",
    r"\d{1,5}[a-z]?,?\s.{2,40}\b(?:street|st\.|road|avenue|lane|square|boulevard)(?:,?\s.*)?$",
    r".{2,40}(?:straße|strasse)\s\d{1,4}\b.*$",
    r"(?:p\.\s?o\. box|tel\.?|phone|fax)\b.*\d",
    r"(?:[*†‡⁎\d¹²³⁴⁵]+,?\s*|[a-h]\s)?(?:department|dept\.?|faculty|(?:graduate )?school|institute|university|college|"
    r"cent(?:er|re)|division|laboratory|museum|archives?|professor(?: emerit\w+)?|prof\.|(?:associate|assistant|"
    r"adjunct|visiting) \w+|"
    r"lecturer|(?:senior|junior) \w+|(?:research |visiting )?fellow|director|staff|chair)(?=\s(?:of|for|at|in|on|de|"
    r"des|du)\s|,|$|\s\w+$)",
    r"(?:[*†‡⁎\d¹²³]+\s*)?(?:ph\.?d|correspondent|universität|universidad|université|università|universidade|"
    r"univerzita|uniwersytet|"
    r"instituto|istituto|institut|dipartimento|departamento|département|facultad|faculdade|facoltà|faculté|fakultät|"
    r"faculteit|"
    r"école doctorale|laboratoire|laborator\w+|centro de|centre de|archivo|archivio|seminar für|lehrstuhl|wydział|"
    r"katedra|instytut|"
    r"ústav|fakulta|"
    r"profesora?|catedrátic[oa]|docente?|dottorand[oa]|doctorante?|maître de conférences|chercheu\w+|"
    r"wissenschaftliche\w?|dozent\w*|"
    r"hoogleraar|docent|lektor|кафедра|доктор|кандидат|профессор|институт|доцент|научный|старший|младший|ведущий|"
    r"канд\.|д-р|к\.\s?[ифэюп]|д\.\s?[ифэюп])(?!\w)",
    r"(?:[*†‡\d¹²³]+\s*)?[^,]{2,60}(?:university|universität|college|institute)(?:,.*|\s+\([^)]*\))$",
)
"""How a line begins that says where an author works, or how to reach them ..."""
_WORKPLACE_END = _any_of(
    r"(?:大学院|研究科|学部|研究室|대학원|학과|학부)$|(?:enstitüsü|fakültesi|anabilim dalı|bölümü)$",
    r"(?:university|institute|college|академи[яи]|университета?|üniversitesi|egyetem|大学|研究所|学院|大學|교수|대학교|연구원)"
    r"(?:教授|准教授|研究员|부교수|교수)?[.,)]?$",
)
"""... and how it ends, in its last characters: so many at the most."""
_LONGEST_END = 24


def is_affiliation(text: str) -> bool:
    """Return whether a line says where an author works, or how to reach them."""
    if "@" in text or _WORKPLACE.match(text):
        return True
    return _WORKPLACE_END.search(text, max(len(text) - _LONGEST_END, 0)) is not None


FIELD_NAMES = _any_of(
    r"key ?words?|subjects?|re|from|to|categor(?:y|ies)|tags?|filed under|received|accepted|revised|submitted",
    r"publisher|published(?: by| in| on)?|source|series|section|place|language|translat(?:or|ed)|editors?",
    r"release date|posting date|produced by|last (?:updated|modified)|updated|retrieved|accessed|downloaded",
    r"correspond.*|e-?mail|tel|fax|to (?:cite|link to) this article|citation|cite (?:this (?:article|paper|as)|as)|"
    r"how to cite(?: this (?:article|paper))?|suggested citation|recommended citation|reference|zitiervorschlag|"
    r"pour citer cet article|"
    r"cómo citar|como citar|для цитирования|引用|引用格式",
    r"(?:academic |handling |guest )?editors?|reviewers?|(?:thesis |doctoral |academic )?(?:supervisors?|"
    r"advis[eo]rs?)|committee|chair",
    r"(?:co-?)?orientador(?:a|es)?|director(?:a|es)?(?: de (?:la )?tesis)?|directeur de (?:thèse|recherche)|relatore|"
    r"correlatore|"
    r"tutor(?:a|e)?|(?:erst|zweit)?gutachter(?:in)?|betreuer(?:in)?|referent(?:in)?|promot[oe]r(?:es)?|danışman|"
    r"témavezető|vedoucí práce|"
    r"научный руководитель|официальные оппоненты|指導教員|指導教授|指导教师|导师|지도교수",
    r"interviewe[re]|interviewers?|interviewed by|transcri(?:bed by|ber|ptionist)|moderator|host(?:ed by)?|guests?|"
    r"recorded|location|"
    r"file|file no\.?|ref(?:erence)?\.?(?: no\.?)?|classification|catalogue|box|folder|fonds|шифр|фонд|опись|дело|"
    r"place|"
    r"isbn|issn|doi|url|available at|jel(?: classification| codes?)?|license|rights|pages?|volume|issue|journal|"
    r"number|edition",
    r"title|authors?(?:\(s\))?|by|date|year|publication date|first published|originally published",
    r"inventors?|applicants?|assignees?",
    r"betreff|titel|autor(?:en|es|in|a|as)?|verfasser(?:in)?|datum|jahr|erschienen|schlagwörter|stichwörter",
    r"auteurs?|titre|mots[- ]clés|título|palabras clave|parole chiave",
    r"тема|ключевые слова|автор(?:ы)?|название|заглавие|дата|год|источник|рубрика|поступила",
    r"件名|キーワード|著者名?|筆者|作者|題名|表題|タイトル|発行日|公開日|掲載日|日付",
    r"来源|來源|编辑|責任編輯|责任编辑|发布时间|时间|出处|出典|文",
    r"primera edición|first edition|1st edition|prima edizione|première édition|primeira edição|first printing|"
    r"depósito legal|dépôt légal",
    r"关键词|关键词|關鍵詞|标题|日期|저자|제목|날짜",
)
"""What stands before the colon in a line that describes the document."""

NO_CONTAINER = _any_of(
    r"vol(?:ume)?|issue|number|no|part|chapter|page|pages|figure|table|section|book|series|edition|appendix|room|item|"
    r"band|"
    r"teil|kapitel|tome|tomo|partie|глава|часть|том|第|제|cilt|sayı|copyright.*|©.*|received.*|accepted.*|published.*|"
    r"isbn.*",
    r"(?:technical |research |working |discussion |occasional |policy |staff |final |annual |interim )*"
    r"(?:reports?|papers?|briefs?|memorand(?:um|a)|bulletin|circular|document|arbeitspapiere?|diskussionspapiere?|"
    r"forschungsberichte?|cahier de recherche|documento de trabajo|document de travail|препринт|despatch|dispatch|"
    r"telegram|letter)",
)
"""What stands before a number and is no name of a periodical."""

PUBLISHER = re.compile(
    r"(?<!\w)(?:\w*verlag(?:shaus)?|press|presses|publishers?|publishing|publications|books|editore|editori|editrice|"
    r"edizioni|editorial|"
    r"ediciones|éditions|editions|éditeurs?|librairie|imprimerie|imprensa|editora|edições|uitgeverij|uitgevers|"
    r"\w*förlag|\w*forlag|"
    r"wydawnictwo|oficyna|nakladatelství|kiadó|yayınları|yayınevi|издательство|изд-во|видавництво|типография|"
    r"\w*druckerei|buchhandlung|& (?:sons?|co(?:mpany)?|cie)\b\.?|and sons)(?!\w)|"
    r"(?:出版社|出版会|出版局|書房|書店|書院|新社|印书馆|书局|"
    r"출판사|출판부)$",
    re.IGNORECASE,
)
"""What stands in the names of publishing houses."""

CITY = (
    r"london|paris|berlin|leipzig|münchen|munich|wien|vienna|zürich|zurich|frankfurt(?: am main| a\. ?m\.)?|hamburg|"
    r"köln|cologne|"
    r"stuttgart|göttingen|tübingen|heidelberg|freiburg|bonn|bern|basel|dresden|halle|jena|weimar|bremen|kiel|graz|"
    r"innsbruck|new york|"
    r"boston|chicago|cambridge|oxford|edinburgh|glasgow|dublin|belfast|manchester|philadelphia|baltimore|princeton|"
    r"new haven|ithaca|"
    r"washington(?:, d\.?\s?c\.?)?|san francisco|los angeles|berkeley|stanford|honolulu|toronto|montreal|montréal|"
    r"ottawa|vancouver|"
    r"sydney|melbourne|canberra|auckland|wellington|leiden|amsterdam|rotterdam|utrecht|den haag|the hague|"
    r"’s-gravenhage|"
    r"'s-gravenhage|antwerpen|brussels|bruxelles|brussel|leuven|gent|lausanne|genève|geneva|lyon|marseille|bordeaux|"
    r"toulouse|rennes|"
    r"strasbourg|madrid|barcelona|valencia|sevilla|zaragoza|salamanca|lisboa|lisbon|porto|coimbra|méxico|mexico city|"
    r"buenos aires|"
    r"santiago(?: de chile)?|bogotá|lima|caracas|la habana|são paulo|rio de janeiro|brasília|roma|rome|milano|milan|"
    r"torino|bologna|"
    r"firenze|florence|napoli|venezia|venice|padova|pisa|bari|palermo|genova|athens|athína|αθήνα|istanbul|i̇stanbul|"
    r"ankara|izmir|"
    r"moscow|moskva|москва|ленинград|санкт-петербург|с\.-петербург|петербург|спб|м|л|киев|київ|минск|новосибирск|"
    r"екатеринбург|казань|"
    r"иркутск|томск|омск|владивосток|хабаровск|южно-сахалинск|харків|львів|одесса|одеса|warszawa|warsaw|kraków|poznań|"
    r"wrocław|gdańsk|"
    r"łódź|lublin|toruń|praha|prague|brno|bratislava|budapest|szeged|debrecen|bucurești|bucharest|cluj|sofia|софия|"
    r"beograd|zagreb|"
    r"ljubljana|sarajevo|helsinki|turku|tampere|stockholm|göteborg|uppsala|lund|oslo|bergen|trondheim|københavn|"
    r"copenhagen|aarhus|"
    r"århus|odense|reykjavík|reykjavik|tallinn|riga|vilnius|tokyo|tokio|kyoto|osaka|sapporo|東京|京都|大阪|札幌|名古屋|北京|上海|台北|"
    r"香港|南京|서울|부산|"
    r"beijing|peking|shanghai|taipei|hong kong|seoul|singapore|new delhi|delhi|calcutta|bombay|mumbai|"
    r"madras|"
    r"jerusalem|tel aviv|cairo|beirut|tehran|tbilisi|yerevan|baku|tashkent|almaty|ulaanbaatar|hanoi|bangkok|manila|"
    r"jakarta"
)
"""Places where books are printed: a line that is nothing else is part of an imprint."""
