"""The words by which the lines of a first page are told apart, in the languages that sources are written in."""

from __future__ import annotations

import re


def _any_of(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern that matches any of the alternatives, capitals or not."""
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives), re.IGNORECASE)


MENU = _any_of(
    r"menu|home|search|log ?in|sign (?:in|up)|register|subscribe|about(?: us)?|contacts?(?: us)?|news|archives?",
    r"current issue|submit.*|for authors|issues|skip to (?:main )?content|jump to .*|share(?: .*)?|print(?: this.*)?",
    r"e-?mail|tweet|facebook|twitter|newsletter|sitemap|help|faq|rss|follow us.*|download(?: pdf)?|view pdf",
    r"cookies?.*|advertisement|toggle navigation|navigation|main page|talk|edit|view history|read more|article info",
    r"access.*|author information|open access|free access|journal free access|cite(?: this.*)?|metrics|details",
    r"references|leave a comment|learn more|close|back|next|previous|jump to:.*|posted(?: .*)?\|.*",
    r"главная|меню|поиск|контакты|о нас|новости|войти|архив|карта сайта|версия для печати|печать",
    r"startseite|suche|kontakt|anmelden|impressum|über uns|accueil|recherche|contact|connexion|inicio|buscar|contacto",
    r"ホーム|メニュー|検索|ログイン|お問い合わせ|トップページ|トップ|サイトマップ|首页|登录|搜索|홈|로그인|검색",
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
    r"(?:a|an)?\s*(?:ph\.?d\.?|doctoral|master'?s?|m\.?a\.?)?\s*(?:thesis|dissertation)\b.*",
    r"submitted (?:in|to)\b.*|in partial fulfil.*",
    r"(?:translated|edited|illustrated|introduced|selected|reviewed|photographs|with .*) by\b.*",
    r"(?:übersetzt|herausgegeben) von.*|(?:traduit|édité) par.*|перевод\b.*|.{2,12}訳",
    r"by|written by|and|von|par|por|di",
    r"from [A-Z].{2,60}, the .*",  # the line under the title of a wiki's page
    r"aufsätze?|beiträge|rezension(?:en)?|vorwort|inhalt(?:sverzeichnis)?|kapitel\s+\w+",
    r"статьи|статья|рецензия|обзор|научная статья|оглавление|содержание|предисловие|глава\s+\w+\.?|удк.*|ббк.*",
    r"論文|研究論文|研究ノート|論説|書評|原著|特集|目次|はじめに|序章|序|第[一二三四五六七八九十\d]+[章節部](?:\s.*)?",
    r"摘要|文章|논문",
)
"""A whole line that says what kind of text follows, or who else had a hand in it."""

END = _any_of(
    *(
        rf"(?:{words})\s*[.:：]?(?:\s.*)?"
        for words in (
            "abstract|summary|introduction|executive summary|zusammenfassung|einleitung|résumé|introducción|resumen",
            "riassunto|аннотация|введение|реферат|要旨|概要|要約|抄録|摘要|はじめに|緒言|序論|引言|초록|요약|서론",
        )
    )
)
"""The heading of the abstract or of the introduction: the first page's header ends here."""

ENCYCLOPEDIA = _any_of(
    r"(?:from|aus|un article de|de|da) wikip",
    r"материал из википедии|出典[:：].*ウィキペディア|维基百科|위키백과",
    r"from .{0,40}(?:free )?encyclop(?:a?edia)",
)
"""The beginning of the line under the title of an encyclopedia's page, which has no author."""

PERIODICAL = _any_of(
    r"\b(?:vol(?:ume)?s?|issue|nos?|number|pp?|pages?|jg|jahrgang|heft|bd|band|nr|tome|numéro|núm|anno|año)\b\.?"
    r"\s*[\dIVXLC]+",
    r"\bn[°º]\s*\d|№\s*\d|\b(?:том|т|вып|выпуск|номер|стр|с)\.?\s*\d+",
    r"第\s*[\d一二三四五六七八九十百]+\s*[巻号卷期集輯]|제\s*\d+\s*[권호]",
    r"\b\d{1,4}(?:\s*[:.(/]\s*\d{1,3}\)?)?,?\s*\((?:[\w/ -]{3,20}\s)?(?:1[4-9]\d\d|20\d\d)\)",  # 30:2 (2008)
    r"\b(?:e-?)?issn(?:-l)?\b|\bisbn\b|\bdoi\b\s*[:.]?|\b10\.\d{4,}/|https?://|\bwww\.|\bstable url\b|\bjel\b",
)
"""Volume, issue, pages and the other marks of a line that describes a periodical."""

COPYRIGHT = _any_of("©", r"\(c\)", "copyright", "all rights reserved", "alle rechte", "все права", "авторские права")

AFFILIATION = _any_of(
    "@",
    r"^(?:[*†‡\d¹²³]\s*)?(?:department|dept\.|faculty|school|graduate|institute?|university|college|cent(?:er|re)|"
    r"professor|prof\.|associate|assistant|lecturer|senior|research fellow|ph\.?d|director|fellow|visiting|staff|"
    r"correspondent|universität|universidad|université|seminar|кафедра|доктор|кандидат|профессор|институт|"
    r"доцент|научный)\b",
    r"(?:university|institute|college|академи[яи]|университета?|大学|研究所|学院|大學|교수|대학교)(?:教授|准教授)?[.,)]?$",
)
"""Where an author works, or how to reach them."""

FIELD_NAMES = _any_of(
    r"key ?words?|subjects?|re|from|to|categor(?:y|ies)|tags?|filed under|received|accepted|revised|submitted",
    r"publisher|published(?: by| in| on)?|source|series|section|place|language|translat(?:or|ed)|editors?",
    r"release date|posting date|produced by|last (?:updated|modified)|updated|retrieved|accessed|downloaded",
    r"correspond.*|e-?mail|tel|fax|to (?:cite|link to) this article",
    r"title|authors?(?:\(s\))?|by|date|year|publication date|first published|originally published",
    r"betreff|titel|autor(?:en|es|in)?|verfasser(?:in)?|datum|jahr|erschienen|schlagwörter|stichwörter",
    r"auteurs?|titre|mots[- ]clés|título|palabras clave|parole chiave",
    r"тема|ключевые слова|автор(?:ы)?|название|заглавие|дата|год|источник|рубрика|поступила",
    r"件名|キーワード|著者名?|筆者|作者|題名|表題|タイトル|発行日|公開日|掲載日|日付",
    r"关键词|关键词|關鍵詞|标题|日期|저자|제목|날짜",
)
"""What stands before the colon in a line that describes the document."""
