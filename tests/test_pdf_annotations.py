"""What is typed into the forms of a PDF and onto its pages is read, and so are the comments beside the text."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import FurnitureKind, Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read.pdf.document import read_pdf

ABOVE = "The keeper of the light was asked to state what he had seen that night."


def written(canvas: Canvas, buffer: io.BytesIO) -> bytes:
    canvas.save()
    return buffer.getvalue()


def made(*, with_line: bool = True) -> tuple[Canvas, io.BytesIO]:
    """Return a page of reportlab's, with a line of text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, 600))
    if with_line:
        canvas.drawString(40, 550, ABOVE)
    canvas.rect(30, 460, 420, 70)
    return canvas, buffer


def parsed(pdf: bytes) -> ParsedDocument:
    return parse_document(read_pdf(pdf))


def raw_pdf(*objects: str) -> bytes:
    """Return a PDF of numbered objects, the first its catalogue; PDFium finds them without a table."""
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode("latin-1")


def page_with(*annotations: str, catalogue: str = "", line: str = ABOVE) -> bytes:
    """Return a PDF of one page with a line and annotations."""
    stream = f"BT /F1 11 Tf 40 550 Td ({line}) Tj ET"
    first = 6
    numbers = " ".join(f"{first + at} 0 R" for at in range(len(annotations)))
    return raw_pdf(
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 600] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        f"/Annots [{numbers}] >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *annotations,
    )


def test_what_is_filled_into_a_form_is_read_where_it_stands() -> None:
    canvas, buffer = made()
    canvas.acroForm.textfield(name="a", x=40, y=500, width=400, height=20, value="The lamp went out twice.")
    canvas.acroForm.checkbox(name="b", x=40, y=470, checked=True)
    canvas.drawString(40, 440, "Signed at the harbour office by the keeper himself.")
    assert [passage.text for passage in parsed(written(canvas, buffer)).passages] == [
        ABOVE, "The lamp went out twice.", "Signed at the harbour office by the keeper himself.",
    ]  # fmt: skip


def test_a_page_that_is_a_form_alone_is_no_scan() -> None:
    canvas, buffer = made(with_line=False)
    canvas.acroForm.textfield(name="a", x=40, y=500, width=400, height=20, value="The lamp went out twice.")
    assert [passage.text for passage in parsed(written(canvas, buffer)).passages] == ["The lamp went out twice."]


def test_fields_that_the_file_does_not_draw_are_read_too() -> None:
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (The oil was bad that winter.) /Rect [40 500 400 520] >>"
    )
    button = "<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /V /Yes /Rect [40 470 60 490] >>"
    found = parsed(page_with(field, button)).passages
    assert [(passage.kind, passage.text) for passage in found] == [
        (Kind.BODY, ABOVE), (Kind.BODY, "The oil was bad that winter."),
    ]  # fmt: skip


def test_comments_are_notes_of_who_wrote_them() -> None:
    note = "<< /Type /Annot /Subtype /Text /T (Hanna Vik) /Contents (See the pilot's log.) /Rect [40 500 60 520] >>"
    marked = "<< /Type /Annot /Subtype /Highlight /Contents (Doubtful.) /Rect [40 545 100 560] >>"
    hidden = "<< /Type /Annot /Subtype /Text /F 2 /Contents (Not to be seen.) /Rect [40 500 60 520] >>"
    found = parsed(page_with(note, marked, hidden)).passages
    assert [(passage.kind, passage.speaker, passage.text) for passage in found] == [
        (Kind.BODY, None, ABOVE),
        (Kind.NOTE, "Hanna Vik", "See the pilot's log."),
        (Kind.NOTE, None, "Doubtful."),
    ]


_ATTACHED = (
    "/Names << /EmbeddedFiles << /Names [(log.txt) << /Type /Filespec /F (log.txt) /UF (log.txt) /EF << >> >>] >> >>"
)


def test_a_portfolio_is_named_with_what_it_holds() -> None:
    cover = "For the best experience, open this PDF portfolio in a newer reader."
    with pytest.raises(UnreadableSourceError, match=r"is a portfolio: a cover, and 1 attached file \(log\.txt\)"):
        read_pdf(page_with(catalogue=f"/Collection << /View /D >> {_ATTACHED}", line=cover))


def test_files_attached_to_a_text_are_named_as_furniture() -> None:
    document = parsed(page_with(catalogue=_ATTACHED))
    attached = [region for region in document.furniture if region.kind is FurnitureKind.ATTACHMENT]
    assert [document.source.text[region.start : region.end] for region in attached] == ["log.txt"]
    assert [passage.text for passage in document.passages] == [ABOVE]


def test_a_dynamic_form_is_named() -> None:
    form = "/AcroForm << /Fields [] /XFA [(template) 5 0 R] >> /NeedsRendering true"
    with pytest.raises(UnreadableSourceError, match="dynamic form"):
        read_pdf(page_with(catalogue=form, line="Please wait..."))
