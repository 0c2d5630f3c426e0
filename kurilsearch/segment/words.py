"""Words that show how a text is built: the names of sections, and the small words of titles and sentences."""

from __future__ import annotations

SECTIONS = frozenset(
    """
    abstract introduction preface foreword prologue epilogue contents summary conclusion conclusions discussion
    methods method results background acknowledgements acknowledgments appendix references bibliography notes
    endnotes footnotes sources afterword postscript index zusammenfassung einleitung vorwort schluss fazit
    literatur literaturverzeichnis anmerkungen inhalt résumé bibliographie аннотация введение предисловие
    заключение литература примечания содержание источники выводы послесловие
    要旨 要約 はじめに おわりに 序論 序章 結論 終章 参考文献 注 註 注釈 目次 概要 まとめ
    """.split()
)
"""Headings of one word that need no number to be known as such."""

SMALL = frozenset(
    """
    a an the and or of in on at to for from by with as but nor into under over between und der die das des dem
    den von zu im am et de du la le les en à au aux y el los las e o do da dos di del della и в на о об от до из
    по для с к
    """.split()
)
"""Words that stay small in a title in which the others are capitalised."""

LINKING = frozenset(
    """
    a an the and or but of in on at to for from by with as that which who whose into over between under than
    their its his her our this these those is are was were has have had be been not no der die das den dem des
    ein eine und oder von zu im mit für auf le la les un une et ou de du en à par pour que qui dans el los las y
    o и в во на с со к о об от до из по для за при что как не но а или его их
    """.split()
)
"""Words that no paragraph ends with: what follows one goes on with the sentence."""

NOT_IN_NAMES = frozenset(
    """
    of the and what in on at to for from with how why its a an и о об в на und der die das et les
    """.split()
)
"""Words that stand in titles and in no person's name."""
