"""Articles that a page holds in its linked data alone (schema.org's ``articleBody``), and a script would draw."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from kurilsearch.read.html.tree import Tree, seen_words

_LONGEST_NOTICE = 300
_SHORTEST_ARTICLE = 150
_DEEPEST = 6
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,500}>")
_PARAGRAPH = re.compile(r"<(?:/p|br\s*/?|/h[1-6]|/li)>|\r?\n\s*", re.IGNORECASE)


def put_article_body(root: Tree) -> None:
    """Put the article of a page's linked data into its body, where the body shows less than the article has."""
    body = root.find("body")
    articles = list(_articles(root))
    if body is None or not articles:
        return
    article = max(articles, key=len)
    shown = " ".join(seen_words(element) for element in body if element.tag not in ("script", "noscript", "style"))
    paragraphs = [" ".join(unescape(_TAG.sub("", part)).split()) for part in _PARAGRAPH.split(article)]
    first = next(filter(None, paragraphs), "")
    if len(shown) > max(_LONGEST_NOTICE, len(article) // 2) or first[:60] in shown:
        return
    division = body.makeelement("article", {})
    for words in filter(None, paragraphs):
        paragraph = body.makeelement("p", {})
        paragraph.text = words
        division.append(paragraph)
    for script in [element for element in root.iter("script", "noscript") if element.getparent() is not None]:
        script.getparent().remove(script)
    body.append(division)


def _articles(root: Tree) -> Iterator[str]:
    """Yield the articles in the linked data of a page."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and "articleBody" in (script.text or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _bodies(data, 0)


def _bodies(data: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _bodies(each, depth + 1)
    elif isinstance(data, dict):
        body = data.get("articleBody")
        if isinstance(body, str) and len(body) >= _SHORTEST_ARTICLE:
            yield body
        for each in data.values():
            if isinstance(each, (dict, list)):
                yield from _bodies(each, depth + 1)
