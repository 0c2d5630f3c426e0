"""The chrome of web pages: menus, breadcrumbs, share buttons and the like, in the words that sites use."""

from __future__ import annotations

import re

_PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    home|contents|table of contents|inhaltsverzeichnis|содержание|оглавление|sommaire|main page|menu|main menu|
    menu content|search|log in|login|log out|sign in|sign up|register|create account|my account|share|
    share this|share on facebook|tweet|print|e-mail|email|print page|print this page|pdf|download pdf|full text|
    previous|next|prev|previous article|next article|previous page|next page|back|back to top|top|to top|
    go to top|feedback|contact|contact us|contacts|about|about us|help|faq|privacy|privacy policy|terms of use|
    terms of service|terms and conditions|cookie policy|cookies|accept|accept all|accept cookies|reject all|
    decline|close|subscribe|newsletter|sign up for our newsletter|related articles|related pages|related|
    read more|read also|more|see more|show more|skip to content|skip to main content|jump to navigation|
    jump to search|sitemap|site map|rss|comments|no comments|leave a comment|reply|advertisement|
    in other languages|languages|categories|tools|navigation|navigation menu|personal tools|views|toolbox|
    interaction|donate|special pages|what links here|related changes|permanent link|details|author information|
    free access|open access|cite this article|article|discussion|edit|edit this page|history|save|like|
    follow us|facebook|twitter|youtube|instagram|telegram|linkedin|whatsapp|главная|главная страница|меню|поиск|
    войти|вход|выход|регистрация|печать|версия для печати|пред.|след.|предыдущая|следующая|назад|далее|вперед|
    вперёд|наверх|вверх|контакты|о нас|о проекте|новости|публикации|поделиться|комментарии|читать далее|
    подписаться|карта сайта|на главную|обратная связь|реклама|рубрики|архив|publications|news|events|projects|
    staff|startseite|suche|anmelden|abmelden|registrieren|drucken|teilen|zurück|weiter|nach oben|kontakt|
    impressum|datenschutz|datenschutzerklärung|inhalt|über uns|hilfe|accueil|rechercher|connexion|s'inscrire|
    imprimer|partager|précédent|suivant|retour|haut de page|mentions légales|inicio|buscar|iniciar sesión|
    imprimir|compartir|anterior|siguiente|ホーム|メニュー|検索|ログイン|ログアウト|新規登録|印刷|シェア|前へ|
    次へ|前の記事|次の記事|トップへ戻る|ページトップへ|ページの先頭へ|お問い合わせ|サイトマップ|
    プライバシーポリシー|利用規約|関連記事|ツイート|目次に戻る
    """.replace("\n", "").split("|")
)
_BEGINNINGS = re.compile(
    r"(?:skip to|text is available under|jump to|you are here|you are not logged in|from wikipedia|aus wikipedia"
    r"|un article de wikip|материал из википедии|出典: フリー百科|retrieved from|this page (?:was )?last|this site uses"
    r"|this website uses|we use cookies|by continuing to use|last modified|last updated|all rights reserved|powered by"
    r"|copyright (?:©|\(c\)|\d{4})|©|вы здесь|все права|мы используем"
    r"|log in or|sign in to|already a member|share this|click here|view this|download|posted in|tags?:|filed under"
    r"|sie sind hier|diese (?:seite|website) (?:verwendet|nutzt)|vous êtes ici|ce site utilise"
    r"|当サイト|このサイトでは|本サイト)",
    re.I,
)
_ACCESS = re.compile(r"\b(?:free|open|full|restricted) access\b", re.I)
_TOGGLE = re.compile(r"\s*\[(?:hide|show|скрыть|показать|verbergen|anzeigen|masquer|afficher|表示|非表示)\]\Z", re.I)
_SEPARATORS = re.compile(r"\s*(?:[|·•»«›‹>→←▸◄►/]|\barrow\b|\s{2,})\s*")


def without_toggle(text: str) -> str:
    """Return a heading without the switch behind it that hides what it heads (``Contents [hide]``)."""
    return _TOGGLE.sub("", text)


def is_chrome(text: str) -> bool:
    """Tell whether a short line is a part of a web page's frame rather than of what the page says."""
    if len(text) > 220:
        return False
    if _BEGINNINGS.match(text) or (len(text) < 40 and _ACCESS.search(text)):
        return True
    items = [item.casefold().strip(" .:[]()") for item in _SEPARATORS.split(text) if item.strip(" .:[]()")]
    if not items:
        return True  # nothing but arrows and bars
    known = sum(item in _PHRASES or f"{item}." in _PHRASES for item in items)
    if known == len(items):
        return True
    if len(items) >= 3 and (known >= len(items) / 3 or all(len(item) <= 25 for item in items)):
        return True
    words = text.casefold().split()
    return len(words) >= 3 and sum(word.strip(".:|") in _PHRASES for word in words) >= 0.6 * len(words)
