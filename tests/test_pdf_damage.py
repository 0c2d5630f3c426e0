"""PDFs that cannot be read, or not whole, and say what is wrong; and hostile ones, which take no longer than others."""

from __future__ import annotations

import io
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import SourceText
from kurilsearch.parse import parse_document
from kurilsearch.programs import ocrmypdf as ocr
from kurilsearch.read.pdf import PdfReader
from kurilsearch.read.pdf.document import read_pdf
from kurilsearch.read.pdf.pdfium.text_layer import is_nonsense
from tests.pdf_files import Placed, draw, sentences, wrap


def page(number: int = 0) -> list[Placed]:
    text = " ".join(sentences(30, seed=number + 1))
    return [Placed(50, 550 - 13 * at, line) for at, line in enumerate(wrap(text, 300))]


def handmade(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1, the first of which is the catalog."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def with_content(content: bytes) -> bytes:
    """Return a PDF of one page with this content stream and Helvetica as F1."""
    return handmade(
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    )


def refused(data: bytes) -> UnreadableSourceError:
    with pytest.raises(UnreadableSourceError) as caught:
        read_pdf(data)
    assert caught.value.hint
    return caught.value


def text_of(source: SourceText) -> str:
    return "\n".join(passage.text for passage in parse_document(source).passages)


def test_an_encrypted_file_needs_its_password() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, encrypt="lighthouse")
    canvas.drawString(100, 100, "Nobody may read this.")
    canvas.save()
    assert "password" in refused(file.getvalue()).message


def test_damaged_and_empty_files_say_so(tmp_path: Path) -> None:
    assert "damaged" in refused(b"%PDF-1.7 and nothing else").message
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    with pytest.raises(UnreadableSourceError, match="empty"):
        PdfReader().read(empty)


def test_a_scan_says_how_to_add_text() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(72, 72, 300, 400, fill=1)  # what stands for the picture of a page
    canvas.save()
    error = refused(file.getvalue())
    assert error.message == "is a scan without text"
    assert error.hint is not None
    assert "ocrmypdf --skip-text FILE FILE" in error.hint
    assert "--ocr" in error.hint


def test_pages_with_nothing_on_them_are_no_scan() -> None:
    assert refused(draw([[], []])).message == "has nothing on its pages"


def test_a_mixed_file_gives_what_it_has() -> None:
    source = read_pdf(draw([[], page(1), []]))
    assert [found.number for found in source.pages] == [1, 2, 3]
    assert sentences(30, seed=2)[0] in text_of(source)


def shifted(text: str) -> str:
    """Return text as a font without a map to letters gives it: every code three below."""
    return "".join(chr(ord(char) + 3) if char.isalpha() else char for char in text)


def test_a_text_layer_in_cipher_is_named() -> None:
    lines = [Placed(line.x, line.y, shifted(line.text)) for line in page()]
    assert "nonsense" in refused(draw([lines])).message


def test_a_page_in_cipher_among_others_is_furniture() -> None:
    lines = [Placed(line.x, line.y, shifted(line.text)) for line in page()]
    source = read_pdf(draw([page(1), lines, page(2)]))
    assert {region.reason for region in source.furniture} == {"nonsense"}
    assert shifted(sentences(1)[0])[:20] not in text_of(source)


@pytest.mark.parametrize(
    "text",
    [
        "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki. " * 3,
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem. "
        * 3,
        "Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau. Fe'u cynysgaeddir â rheswm a chydwybod. "
        * 3,
        "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и совестью. " * 3,
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。" * 5,
        "∑ x² + y² = z², ∂f/∂x ≥ 0, λ → ∞, ∀ε > 0 ∃δ: |x − a| < δ ⇒ |f(x) − f(a)| < ε " * 5,
        "12 34.5 67 (0.91–1.02) 0.97 <0.001 423 240 57 " * 10,
    ],
)
def test_rare_languages_and_formulas_are_text(text: str) -> None:
    assert not is_nonsense(text)


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd\ufffd\x01\x02 \x03\x04\ufffd " * 20,
        "\ue001\ue002\ue010 \ue0a1\ue0b2 " * 20,
        "Ã¼ber die GrÃ¶ÃŸe der StÃ¤dte und die FlÃ¼sse im SÃ¼den" * 6,
        shifted(" ".join(sentences(8))),
    ],
)
def test_broken_encodings_are_nonsense(text: str) -> None:
    assert is_nonsense(text)


def test_a_page_tree_that_bites_its_tail_ends() -> None:
    refused(
        handmade(
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000>>",
        )
    )


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 10 Tf 1e30 0 0 1e30 5 5 Tm (Giant letters) Tj ET",
        b"BT /F1 10 Tf 99999999999999999999 0 0 1 5 5 Tm (Wide letters) Tj ET",
        b"BT /F1 0 Tf 50 50 Td (No size) Tj ET",
        b"BT /F1 10 Tf 0 0 0 0 50 50 Tm (No matrix) Tj ET",
        b"BT /F1 10 Tf 1e38 1e38 Td (Far away) Tj ET",
        b"BT /F1 -10 Tf 50 50 Td (Upside down) Tj ET",
    ],
)
def test_impossible_coordinates_do_no_harm(content: bytes) -> None:
    plain = b"BT /F1 10 Tf 50 700 Td (A plain sentence that stands where it should.) Tj ET\n"
    assert "A plain sentence that stands where it should." in text_of(read_pdf(with_content(plain + content)))


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 10 Tf 50 700 Td (%s) Tj ET" % (b"a" * 1_000_000),
        b"BT /F1 10 Tf 50 700 Td " + b"(word ) Tj " * 60_000 + b"ET",
        b"BT /F1 1 Tf 1 0 0 1 50 700 Tm " + b"1 0 Td (a) Tj " * 20_000 + b"ET",
        b"BT /F1 1 Tf 50 799 Td " + b"0 -0.03 Td (a) Tj " * 20_000 + b"ET",
        b"".join(b"BT /F1 2 Tf %d %d Td (a) Tj ET\n" % (at % 100 * 6, at // 100 * 4) for at in range(20_000)),
    ],
    ids=["a million letters", "one line of words", "letters in a row", "letters in a column", "a grid"],
)
@pytest.mark.slow
def test_crowded_pages_are_read_in_linear_time(content: bytes) -> None:
    start = time.perf_counter()
    with suppress(UnreadableSourceError):  # a million letters in no order may well be called no text
        read_pdf(with_content(content))
    assert time.perf_counter() - start < 60


@pytest.mark.slow
def test_a_few_hundred_damaged_files_end_in_text_or_in_a_reason() -> None:
    rng = random.Random(7)
    whole = draw([page(1), page(2)], title="A title that stays", author="Anna Lindqvist")
    outcomes = {"read": 0, "refused": 0}
    for _ in range(300):
        data = bytearray(whole)
        kind = rng.randrange(3)
        if kind == 0:
            for _ in range(rng.randint(1, 40)):
                data[rng.randrange(len(data))] = rng.randrange(256)
        elif kind == 1:
            del data[rng.randrange(len(data)) :]
        else:
            at = rng.randrange(len(data))
            data[at:at] = rng.randbytes(rng.randint(1, 2_000))
        try:
            parse_document(read_pdf(bytes(data)))
            outcomes["read"] += 1
        except UnreadableSourceError:
            outcomes["refused"] += 1
    assert sum(outcomes.values()) == 300
    assert min(outcomes.values()) > 0


def test_ocr_without_its_program_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSourceError) as caught:
        ocr.with_text(tmp_path / "scan.pdf")
    assert "ocrmypdf" in str(caught.value)


@pytest.mark.skipif("sys.platform == 'win32'", reason="the program that stands in for ocrmypdf is a shell script")
@pytest.mark.parametrize(
    ("script", "said"), [("cp {made} $5", ""), ("echo no language pack >&2; exit 3", "no language pack")]
)
def test_ocr_runs_the_program(script: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(draw([page()]))
    program = tmp_path / "ocrmypdf"
    program.write_text(f"#!/bin/sh\n{script.format(made=made)}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    if said:
        with pytest.raises(UnreadableSourceError, match=said):
            ocr.with_text(tmp_path / "scan.pdf")
    else:
        assert ocr.with_text(tmp_path / "scan.pdf") == made.read_bytes()


def test_type_too_small_to_see_is_read_all_the_same() -> None:
    tiny = b"BT /F1 0.05 Tf 0.06 TL 50 700 Td " + b"(some words of no size) Tj T* " * 4 + b"ET"
    assert "some words of no size" in text_of(read_pdf(with_content(tiny)))
