"""The signs of Chinese, Japanese and Korean, each as the inside of a character class of a regular expression."""

from __future__ import annotations

HAN = "々〆\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, with what repeats or abbreviates one; 〇 is a figure."""

HIRAGANA = "ぁ-ゖ"
KATAKANA = "ァ-ヺー"

KANA = "\u3040-\u30ff"
"""Both kana with their marks: of repetition, of voice, and the dot between foreign names."""

HANGUL = "\uac00-\ud7a3"

UNSPACED = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
"""What Chinese and Japanese are written with, stops and wide figures too: no space stands where a line is wrapped."""
