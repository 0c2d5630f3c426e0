"""The words of a web site's menus, links and buttons, which stand around the text of its pages."""

from __future__ import annotations

NAVIGATION = frozenset(
    phrase.strip()
    for phrase in """
    abmelden|about|about us|accept all|accept cookies|accueil|advertisement|anmelden|article info|author information|
    back|back to top|buscar|cite this article|close|compartir|connexion|contact|contact us|contacto|contacts|
    cookie policy|cookies|create account|current issue|datenschutz|datenschutzerklärung|details|download pdf|drucken|
    e-mail|edit|edit this page|email|facebook|faq|follow us|for authors|free access|full text|go to top|haut de page|
    help|hilfe|home|impressum|imprimer|imprimir|in other languages|iniciar sesión|inicio|instagram|jump to navigation|
    jump to search|kontakt|learn more|leave a comment|linkedin|log in|log out|login|main menu|main page|
    mentions légales|menu|menu content|my account|nach oben|navigation|navigation menu|news|newsletter|next|next page|
    open access|partager|pdf|permanent link|personal tools|prev|previous|previous page|print|print page|
    print this page|privacy policy|précédent|read also|read more|recherche|rechercher|register|registrieren|
    reject all|related changes|rss|s'inscrire|search|see more|share|share on facebook|share this|show more|sign in|
    sign up|sign up for our newsletter|site map|sitemap|skip to content|skip to main content|startseite|subscribe|
    suche|teilen|terms and conditions|terms of service|terms of use|toggle navigation|tweet|twitter|view history|
    view pdf|what links here|whatsapp|youtube|zurück|über uns|архив|вверх|версия для печати|войти|вперед|вперёд|вход|
    выход|главная|главная страница|карта сайта|комментарии|контакты|меню|на главную|наверх|новости|о нас|о проекте|
    обратная связь|поделиться|подписаться|поиск|пред.|предыдущая|регистрация|реклама|след.|следующая|читать далее|
    お問い合わせ|サイトマップ|シェア|ツイート|トップ|トップへ戻る|トップページ|プライバシーポリシー|ページの先頭へ|
    ページトップへ|ホーム|メニュー|ログアウト|ログイン|利用規約|前の記事|前へ|印刷|搜索|新規登録|検索|次の記事|次へ|
    登录|目次に戻る|関連記事|首页|검색|로그인|홈
    """.replace("\n", "").split("|")
)
"""Whole lines that are nothing but navigation, in small letters: none could be a title or say what a text is."""
