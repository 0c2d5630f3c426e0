"""Patterns of one letter of Chinese, Japanese and Korean; apart, because such large classes take long to compile."""

from __future__ import annotations

from kurilsearch.language.cjk import HAN, HANGUL, KANA
from kurilsearch.language.lazy_pattern import lazy_pattern

CJK = lazy_pattern(f"[{HAN}{KANA}{HANGUL}]")
"""A letter of one of the three."""

HAN_OR_KANA = lazy_pattern(f"[{HAN}{KANA}]")
"""A letter of a script that is written without spaces between words."""
