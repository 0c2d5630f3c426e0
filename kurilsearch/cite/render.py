"""Citations: many works, places and styles become text in one call of pandoc, and are remembered.

Each citation is what pandoc gives for that work, place and style alone: ``render.lua`` runs pandoc's citeproc anew for
each one, inside one process, so that nothing of one (its number, "ibid.", a year suffix) shows in another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from kurilsearch.cite.house_wording import WORDING, in_words_of, punctuated
from kurilsearch.cite.locator import Label, Locator
from kurilsearch.cite.styles import CitationFormat, CitationStyle
from kurilsearch.csl.title_language import with_title_language
from kurilsearch.programs.pandoc import first_line, pandoc_identity, run_pandoc
from kurilsearch.work import Item

MOST = 50
"""Citations of one call of pandoc: 10 to 150 ms each, so that a call stays well under its time limit."""

FEWEST = 6
"""Citations that are worth a second pandoc beside the first: starting one takes as long as one or two of them."""

BESIDE = 2
"""How many pandocs run beside one another."""


class Form(StrEnum):
    """What is wanted of a work: a footnote, a citation in the text, or its entry in the bibliography.

    A style knows one kind of citation, so a note of an author-date style holds what stands in the text, and in
    the text a note style gives what its first footnote says.
    """

    NOTE = "note"
    INTEXT = "intext"
    BIBLIOGRAPHY = "bibliography"


class Output(StrEnum):
    """In what markup a citation comes. RTF is a paragraph; :func:`rtf_document` makes a file of paragraphs."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    RTF = "rtf"
    LATEX = "latex"
    TYPST = "typst"


_WRITERS = {
    Output.PLAIN: "plain",
    # Rendered text for any Markdown: curly quotation marks as they are, no pandoc spans, no citation keys.
    Output.MARKDOWN: "markdown-citations-smart-bracketed_spans-native_spans-raw_html-raw_attribute",
    Output.HTML: "html",
    Output.RTF: "rtf",
    Output.LATEX: "latex-smart",
    Output.TYPST: "typst-smart",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A citation to render. The bibliography entry leaves the locator out, as bibliographies do.

    Without a ``form`` it is the style's own: a note of a note style, else a citation in the text. ``beside`` are other
    works of the list that it stands in, from which the style may have to tell it by a letter behind the year.
    """

    item: Item
    style: CitationStyle
    locator: Locator | None = None
    form: Form | None = None
    to: Output = Output.PLAIN
    beside: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """A rendered citation; where it could not be rendered ``text`` is empty and ``problem`` is a line that says why.

    ``left_out`` says that the style means it so: such a work does not stand in its bibliography, but can be cited.
    """

    text: str
    problem: str | None = None
    left_out: bool = False


class Memory(Protocol):
    """Where rendered citations are kept between runs. A key is a hash of all that a citation depends on."""

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return what is remembered of these; keys that are not known are left out."""

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        """Remember these citations by their keys, for good."""


class NoMemory:
    """Remembers nothing."""

    def citations(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return an empty mapping."""
        return {}

    def remember_citations(self, citations: Mapping[str, str]) -> None:
        """Do nothing."""


def render(requests: Iterable[Request], memory: Memory | None = None) -> list[RenderedCitation]:
    """Return the citations, one for each request in their order; what ``memory`` knows takes no call of pandoc.

    A request that pandoc cannot do (an item that is no CSL) has its problem told in its place, and the others are done.
    Raises PandocMissingError without a pandoc, PandocError where a call fails as a whole.
    """
    if memory is None:
        memory = NoMemory()
    wanted = list(requests)
    identity = pandoc_identity()
    keys = [_key(request, identity) for request in wanted]
    by_key = dict(zip(keys, wanted, strict=True))
    done = {key: RenderedCitation(text) for key, text in memory.citations(list(by_key)).items()}
    batches = _batches([key for key in by_key if key not in done])
    with ThreadPoolExecutor(max_workers=BESIDE) as pandocs:
        answers = pandocs.map(_render_now, ([by_key[key] for key in batch] for batch in batches))
        for batch, citations in zip(batches, answers, strict=True):
            rendered = dict(zip(batch, citations, strict=True))
            memory.remember_citations(
                {key: citation.text for key, citation in rendered.items() if citation.problem is None}
            )
            done |= rendered
    return [done[key] for key in keys]


def listed_order(items: Sequence[Item], style: CitationStyle) -> list[int]:
    """Return the indexes of items in the order in which the style's bibliography lists them.

    Those that it leaves out come last. Raises PandocMissingError, PandocError.
    """
    with TemporaryDirectory(prefix="kurilsearch-") as name:
        folder = Path(name)
        (folder / "render.lua").write_text(_script(), encoding="utf-8")
        written: dict[str, str] = {}
        order = {
            **_order(Request(items[0], style, form=Form.BIBLIOGRAPHY, beside=tuple(items[1:])), folder, written),
            "form": "order",
        }
        answer = json.loads(run_pandoc(["--from=render.lua", "--to=render.lua"], json.dumps([order]), folder=folder))[0]
    keys = re.findall(r"ref-item(\d*)", answer.get("text", ""))
    return list(dict.fromkeys([*(int(key or 0) for key in keys), *range(len(items))]))


def rtf_document(paragraphs: Iterable[str]) -> str:
    """Return an RTF file of rendered paragraphs, with the header that pandoc's own template gives it."""
    header = r"{\rtf1\ansi\deff0{\fonttbl{\f0 \fswiss Helvetica;}{\f1 \fmodern Courier;}}"
    return "\n".join([header, r"\widowctrl\hyphauto", "", *paragraphs, "}"]) + "\n"


def _batches(keys: Sequence[str]) -> list[Sequence[str]]:
    """Return the keys in even parts, one for each call of pandoc."""
    size = min(max(-(-len(keys) // BESIDE), FEWEST), MOST)
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _render_now(requests: Sequence[Request]) -> list[RenderedCitation]:
    """Return the citations of one call of pandoc."""
    with TemporaryDirectory(prefix="kurilsearch-") as name:
        folder = Path(name)
        (folder / "render.lua").write_text(_script(), encoding="utf-8")
        written: dict[str, str] = {}
        orders = [_order(request, folder, written) for request in requests]
        answers = json.loads(
            run_pandoc(["--from=render.lua", "--to=render.lua"], json.dumps(orders, ensure_ascii=False), folder=folder)
        )
    return [_citation(request, answer) for request, answer in zip(requests, answers, strict=True)]


def _order(request: Request, folder: Path, written: dict[str, str]) -> dict[str, str | int]:
    """Return a request as ``render.lua`` takes it; its item and style are put into files, each once."""

    def put(text: str, ending: str) -> str:
        if text not in written:
            written[text] = f"{len(written)}{ending}"
            (folder / written[text]).write_text(text, encoding="utf-8", newline="")
        return written[text]

    order: dict[str, str | int] = {
        # The key of an item may be anything; here it is none of the citation's business.
        "item": put(_bibliography([request.item, *request.beside], request.style.name), ".json"),
        "beside": len(request.beside),
        "style": put(request.style.csl, ".csl"),
        "form": _form(request),
        "to": _WRITERS[request.to],
    }
    locator = request.locator
    if locator and locator.within and request.style.in_notes and _is_own_volume(locator, request.item):
        locator = locator.within  # a note names the volume already
    if locator and locator.label is Label.TIME and request.style.format is CitationFormat.AUTHOR:
        locator = replace(locator, label=Label.PAGE)  # in styles that cite by author and page, pages have no label
    if locator and locator.label is Label.TIME and _form(request) is not Form.BIBLIOGRAPHY:
        order["suffix"] = str(locator)
    elif locator and _form(request) is not Form.BIBLIOGRAPHY:
        order |= {"label": locator.label.value, "value": locator.value}
        order["shown"] = str(replace(locator, aside=None, within=None))
        if within := locator.within:
            order |= {"within_label": within.label.value, "within": str(within), "within_value": within.value}
            order["is_numeric"] = request.style.format is CitationFormat.NUMERIC
        if locator.aside:
            order["aside"] = locator.aside
        language = request.style.language
        if language and not language.startswith("en"):
            order["terms"] = put(_terms_style(language), ".csl")
    return order


def _is_own_volume(locator: Locator, item: Item) -> bool:
    return locator.label is Label.VOLUME and str(item.get("volume", "")) == locator.value


def _bibliography(items: Sequence[Item], style: str) -> str:
    """Return items as CSL JSON under keys of their own: ``item``, then those beside it in their order."""
    keyed = [
        {**with_title_language(in_words_of(style, item)), "id": f"item{number}" if number else "item"}
        for number, item in enumerate(items)
    ]
    return json.dumps(keyed, ensure_ascii=False)


def _terms_style(language: str) -> str:
    """Return a style that prints all labels in a language, whole and short: ``page=Seite|S.;chapter=Kapitel|Kap.;``."""
    labels = [label.value for label in Label if label is not Label.TIME]
    terms = "".join(
        f'<text value="{label}="/><text term="{label}"/><text value="|"/><text term="{label}" form="short"/>'
        '<text value=";"/>'
        for label in labels
    )
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"'
        f' default-locale="{escape(language)}">'
        "<info><title/><id/><updated>2026-01-01T00:00:00Z</updated></info>"
        f"<citation><layout>{terms}</layout></citation></style>"
    )


def _citation(request: Request, answer: Mapping[str, str]) -> RenderedCitation:
    if problem := answer.get("problem"):
        # Pandoc names the file that it was given and says on the next line what is wrong in it.
        if (reading := problem.find("Error reading bibliography file")) >= 0:
            reason = problem[reading:].partition("\n")[2]
            return RenderedCitation("", f"The item is no CSL: {first_line(reason)}")
        return RenderedCitation("", first_line(problem))
    text = answer["text"].strip("\n")
    if text:
        return RenderedCitation(punctuated(text, request.item, request.style))
    name = request.style.name
    if _form(request) is not Form.BIBLIOGRAPHY:
        return RenderedCitation("", f"The style {name} prints nothing for this work: it lacks what the style needs")
    if request.style.has_bibliography:
        return RenderedCitation("", f"The style {name} leaves such a work out of its bibliography", left_out=True)
    return RenderedCitation("", f"The style {name} has no bibliography", left_out=True)


def _form(request: Request) -> Form:
    if request.form is not None:
        return request.form
    return Form.NOTE if request.style.in_notes else Form.INTEXT


def _key(request: Request, identity: str) -> str:
    """Return the hash of all that a citation depends on."""
    locator = request.locator
    parts = (
        request.item,
        _digest(request.style.csl),
        (locator.label, str(locator)) if locator else None,
        request.beside,
        _form(request),
        _WRITERS[request.to],
        identity,
        _digest(_script()),
        WORDING,
    )
    return _digest(json.dumps(parts, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=64)
def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _script() -> str:
    return files("kurilsearch.cite").joinpath("render.lua").read_text(encoding="utf-8")
