"""XML of unknown origin, parsed by the standard library without entities of its own, so that none can grow."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

from kurilsearch.errors import UnreadableSourceError

MAX_DEPTH = 500


def parse_xml(data: bytes) -> ElementTree.Element:
    """Return the root of an XML document, names of tags without their namespaces.

    Raises UnreadableSourceError where it is not well-formed, declares entities, or is nested deeper than MAX_DEPTH.
    """
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableSourceError("is XML that is nested too deeply", "Save it again")
        builder.start(local_name(tag), {local_name(name): value for name, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(local_name(tag))

    def refuse(*_: object) -> None:
        raise UnreadableSourceError("is XML that declares entities of its own", "Save it again without a DTD")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableSourceError(f"is damaged: its XML breaks off or is wrong ({error})", "Save it again") from error


def local_name(tag: str) -> str:
    """Return a name without its prefix or namespace: ``title`` of ``dc:title``."""
    return tag.rpartition(":")[2]


def text_of(element: ElementTree.Element | None) -> str:
    """Return all text within an element on one line; empty for no element."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
