"""Drawing: the pages of a PDF as pictures, with the places of its words on them.

A damaged file may crash or hang what draws it, so that this happens in a process of its own, within limits.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kurilsearch.errors import KurilsearchError, NoSuchSourceError, UnreadableSourceError

if TYPE_CHECKING:
    from kurilsearch.hit import Hit
    from kurilsearch.indexing.workers import Workers
    from kurilsearch.layout import PageBox
    from kurilsearch.library.parts import Parts
    from kurilsearch.model import Document
    from kurilsearch.read.pdf.pdfium.drawing import PageTransform, SheetSize

SECONDS = 20.0
"""So long the drawing of a page may take."""

MEMORY = 2 << 30
"""Bytes of memory that the process may take."""

CACHED_BYTES = 48 << 20
"""Bytes of pictures that are kept."""

CACHED_SHEETS = 4_000
"""Answers on sizes and transforms that are kept."""

_T = TypeVar("_T")


class ShownBox(NamedTuple):
    """A rectangle on a page as it is shown, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class ShownLine(NamedTuple):
    """A line, or a part of one, as it is shown: its characters, their box, and how many quarter turns it stands askew.

    One turn reads downwards, two upside down, three upwards.
    """

    text: str
    box: ShownBox
    turns: int


class Drawing:
    """The part of a library that draws its pages. Any number of threads may ask; pages are drawn one after another."""

    def __init__(self, parts: Parts) -> None:
        """Take what it works with; nothing is opened yet."""
        self.parts = parts
        self._lock = Lock()
        self._closing = ExitStack()
        self._workers: Workers[None] | None = None
        self._pictures: OrderedDict[tuple[int, int, int], bytes] = OrderedDict()
        self._held = 0
        self._sheets: OrderedDict[tuple[int, int], Any] = OrderedDict()

    def sizes(self, document: Document) -> list[SheetSize]:
        """Return the size of every page of a document as it is shown. Raises NoSuchSourceError but for a PDF."""
        from kurilsearch.read.pdf.pdfium.drawing import sheet_sizes

        sizes: list[SheetSize] = self._known(document, 0, lambda path: self._ask(document, sheet_sizes, path))
        return sizes

    def picture(self, document: Document, number: int, width: int) -> bytes:
        """Return a page, by its 1-based number in the file, as a PNG so many pixels wide. Raises NoSuchSourceError."""
        from kurilsearch.read.pdf.pdfium.drawing import draw_page

        key = (document.id, number, width)
        with self._lock:
            if (known := self._pictures.get(key)) is not None:
                self._pictures.move_to_end(key)
                return known
        drawn: bytes = self._ask(document, draw_page, self._path(document, number), number, width)
        with self._lock:
            if key not in self._pictures:
                self._held += len(drawn)
            self._pictures[key] = drawn
            while self._held > CACHED_BYTES:
                self._held -= len(self._pictures.popitem(last=False)[1])
        return drawn

    def boxes(self, hits: Iterable[Hit], document: Document) -> dict[int, list[ShownBox]]:
        """Return where the words of hits in a document are shown, by the page of the file, one box a line."""
        layout = self.parts.store.layout(document.id)
        found: dict[int, list[ShownBox]] = {}
        for hit in hits:
            for start, end in hit.pieces:
                for box in layout.boxes(start, end) if layout else ():
                    found.setdefault(box.page_number, []).append(self._shown(document, box))
        return found

    def lines(self, document: Document, number: int) -> list[ShownLine]:
        """Return the lines of a page, in the order of reading, as they are shown."""
        layout = self.parts.store.layout(document.id)
        if layout is None:
            return []
        text = self.parts.store.source_text(document.id)
        transform = self._transform(document, number)
        # quarter turns of the frame's own direction as it is shown
        lines = []
        for start, end, (along_x, along_y) in layout.strips_on(number):
            words = " ".join(text[start:end].split())
            boxes = layout.boxes(start, end)
            if not words or not boxes:
                continue
            across = transform.a * along_x + transform.c * along_y
            down = transform.b * along_x + transform.d * along_y
            turns = (0 if across > 0 else 2) if abs(across) > abs(down) else (1 if down > 0 else 3)
            lines.append(ShownLine(words, self._shown(document, boxes[0]), turns))
        return lines

    def has_changed(self, document: Document) -> bool:
        """Tell whether the file of a document is another one than was indexed, by its size and time."""
        path = self.parts.settings.folder / document.file
        known = next((each for each in self.parts.store.known_sources() if each.document == document.id), None)
        try:
            stat = path.stat()
        except OSError:
            return True
        return known is not None and (known.state.size, known.state.mtime_ns) != (stat.st_size, stat.st_mtime_ns)

    def close(self) -> None:
        """End the process and forget the pictures."""
        with self._lock:
            self._closing.close()
            self._workers = None
            self._pictures.clear()
            self._held = 0
            self._sheets.clear()

    def _shown(self, document: Document, box: PageBox) -> ShownBox:
        return ShownBox(*self._transform(document, box.page_number).box(box.x0, box.y0, box.x1, box.y1))

    def _transform(self, document: Document, number: int) -> PageTransform:
        from kurilsearch.read.pdf.pdfium.drawing import page_transform

        transform: PageTransform = self._known(
            document, number, lambda path: self._ask(document, page_transform, path, number)
        )
        return transform

    def _known(self, document: Document, number: int, ask: Callable[[str], _T]) -> _T:
        """Return what is remembered of a page, or of the whole document (0); else ask."""
        key = (document.id, number)
        with self._lock:
            if key in self._sheets:
                known: _T = self._sheets[key]
                return known
        answer = ask(self._path(document, number))
        with self._lock:
            self._sheets[key] = answer
            while len(self._sheets) > CACHED_SHEETS:
                self._sheets.popitem(last=False)
        return answer

    def _path(self, document: Document, number: int) -> str:
        """Return the file of a document. Raises NoSuchSourceError where it has no such page."""
        if document.format != "pdf":
            raise NoSuchSourceError(f"{document.file} has no pages that can be drawn", "Read its text")
        last = document.pages[-1].number if document.pages else 0
        if number > last:
            raise NoSuchSourceError(f"{document.file} has no page {number}", f"Its pages go from 1 to {last}")
        return str(self.parts.settings.folder / document.file)

    def _ask(self, document: Document, function: Callable[..., _T], *arguments: object) -> _T:
        """Call a function in the process that draws, and tell its errors with the name of the file."""
        from kurilsearch.indexing.workers import WorkerDiedError, Workers

        with self._lock:
            if self._workers is None:
                self._workers = self._closing.enter_context(Workers(1, None, MEMORY))
            workers = self._workers
        try:
            return workers.submit(SECONDS, function, *arguments).result()
        except UnreadableSourceError as error:
            raise NoSuchSourceError(f"{document.file} {error.message}", error.hint) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise NoSuchSourceError(
                f"{document.file} cannot be opened: {reason}", "Put it back, or index again"
            ) from error
        except WorkerDiedError as error:
            why = "takes too long to be drawn" if error.timed_out else "is damaged, so that its page cannot be drawn"
            raise KurilsearchError(f"{document.file} {why}", "Its text can be read all the same") from error
