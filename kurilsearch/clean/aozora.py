"""Marks of Aozora Bunko and those who write as it does: readings, remarks on the typesetting, notices around a text.

https://www.aozora.gr.jp/annotation/ has the rules: ``｜大日記《おおにっき》`` reads 大日記, ``［＃改頁］`` is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kurilsearch.clean.cut import Cut
from kurilsearch.language.cjk import HAN, KANA
from kurilsearch.model import FurnitureKind

_READING = re.compile(
    rf"(?<=[{HAN}ヶ※Ａ-Ｚａ-ｚ］])(《[{KANA}]{{1,40}}》)|([｜|])[^｜|《》\n]{{1,40}}(《[^《》\n]{{1,40}}》)"
)
_REMARK = re.compile(r"［＃[^［］\n]{1,300}］")
_KEY = re.compile(
    r"^-{20,}[ \t]*\n【テキスト中に現れる記号について】.{0,3000}?^-{20,}[ \t]*$", re.MULTILINE | re.DOTALL
)
_IMPRINT = re.compile(r"^底本(?:の親本)?：[^\n]*\n(?=.{0,3000}青空文庫)", re.MULTILINE | re.DOTALL)


def find_aozora_notices(text: str) -> Iterator[Cut]:
    """Find the key to the marks before a text, and what stands behind it of the print and of those who typed it."""
    if "青空文庫" in text and (imprint := _IMPRINT.search(text)):
        yield Cut(imprint.start(), len(text), FurnitureKind.IMPRINT)
    if "【テキスト中に現れる記号について】" in text and (key := _KEY.search(text)):
        yield Cut(*key.span(), FurnitureKind.FRONT_MATTER)


def find_aozora_marks(text: str) -> Iterator[Cut]:
    """Find readings, with the mark before what they read, and remarks on the typesetting."""
    for reading in _READING.finditer(text) if "《" in text else ():
        yield Cut(*reading.span(1 if reading[1] else 3), FurnitureKind.READING_AID)
        if reading[2]:
            yield Cut(*reading.span(2), FurnitureKind.MARKUP)
    if "［＃" in text:
        for remark in _REMARK.finditer(text):
            yield Cut(*remark.span(), FurnitureKind.MARKUP)
