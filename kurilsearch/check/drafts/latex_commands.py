"""What LaTeX's commands print, and which of them quote, set off, or print nothing."""

from __future__ import annotations

from kurilsearch.check.draft import BlockKind

SIGNS = {
    "``": "“", "''": "”", ",,": "„", '"`': "„", "\"'": "“", '"<': "«", '">': "»", "---": "—", "--": "–", "~": "\u00a0",
    '"=': "-", '"~': "-", '"-': "", "{": "", "}": "",
}  # fmt: skip
COMMANDS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "glq": "‚",
    "grq": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotesingle": "'", "textquotedbl": '"', "dq": '"', "quotedblbase": "„", "quotesinglbase": "‚",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "lq": "‘", "rq": "’", "og": "«\u00a0", "fg": "\u00a0»", "textendash": "–",
    "textemdash": "—", "ae": "æ", "oe": "œ", "o": "ø", "aa": "å", "l": "ł", "AE": "Æ", "OE": "Œ", "O": "Ø", "AA": "Å",
    "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "S": "§", "textsection": "§", "P": "¶", "textparagraph": "¶", "dag": "†", "textdagger": "†", "ddag": "‡",
    "textdaggerdbl": "‡", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textdegree": "°",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textbullet": "•",
    "textperiodcentered": "·", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textnumero": "№", "textbackslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">",
    "textunderscore": "_", "textasciitilde": "~", "textasciicircum": "^", "textdollar": "$", "slash": "/",
    "newline": " ", "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "space": " ",
}  # fmt: skip
ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
NAMED_ACCENTS = {
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "u": "\u0306", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
QUOTING = {"enquote": 1, "say": 1, "textquote": 1, "foreignquote": 2, "hyphenquote": 2, "textelp": 0}
SETTING_OFF = {"blockquote": 1, "foreignblockquote": 2, "hyphenblockquote": 2}
CITED_BY_OPTION = ("displayquote", "foreigndisplayquote", "hyphendisplayquote")
CITING_QUOTES = {"textcquote": False, "blockcquote": True}
ENVIRONMENTS = {
    **dict.fromkeys(
        (
            *("quote", "quotation", "blockquote", "verse", "displayquote", "displaycquote"),
            *("foreigndisplayquote", "hyphendisplayquote"),
        ),
        BlockKind.BLOCK_QUOTATION,
    ),
    **dict.fromkeys(("itemize", "enumerate", "description"), BlockKind.LIST),
    **dict.fromkeys(("epigraph", "epigraphs"), BlockKind.EPIGRAPH),
    "thebibliography": BlockKind.REFERENCE,
    **dict.fromkeys(("verbatim", "Verbatim", "lstlisting", "minted", "tikzpicture", "comment"), BlockKind.CODE),
    **dict.fromkeys(("equation", "equation*", "align", "align*", "gather", "gather*"), BlockKind.CODE),
    **dict.fromkeys(("displaymath", "math"), BlockKind.CODE),
}
WITHOUT_WORDS = frozenset((
    "label", "ref", "pageref", "autoref", "cref", "includegraphics", "usepackage", "documentclass", "bibliography",
    "addbibresource", "bibliographystyle", "vspace", "hspace", "input", "include", "subfile", "printbibliography",
    "setcounter", "pagestyle", "thispagestyle", "hypersetup", "index", "nocite", "url", "newcommand", "renewcommand",
    "selectlanguage", "setlength", "color", "definecolor", "date", "bibitem", "phantomsection", "addcontentsline",
))  # fmt: skip
