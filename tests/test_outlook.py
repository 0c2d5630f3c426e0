"""Messages that Outlook saved (.msg)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind
from kurilsearch.parse import parse_document
from kurilsearch.read import is_readable_content, read_source
from tests.outlook_files import Storage, attached, attached_message, compound_file, message

SUBJECT, SENDER, ADDRESS, TO, TEXT, HTML = 0x0037, 0x0C1A, 0x5D01, 0x0E04, 0x1000, 0x1013
SENT = datetime(2021, 3, 4, 9, 12, tzinfo=UTC)


def saved(tmp_path: Path, root: Storage, name: str = "ice.msg") -> Path:
    path = tmp_path / name
    path.write_bytes(compound_file(root))
    return path


def said(path: Path) -> list[tuple[Kind, str | None, str]]:
    return [(p.kind, p.speaker, p.text) for p in parse_document(read_source(path)).passages]


def test_a_message_has_its_sender_date_and_subject(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        message(
            {SUBJECT: "Eis im Hafen", SENDER: "Jürgen Ahn", ADDRESS: "ahn@example.org", TO: "Tove Ditlev",
             TEXT: "Das Eis brach am 2. März.\r\n\r\nVon: Tove Ditlev\r\nGesendet: Mittwoch\r\nAn: Jürgen\r\n"
             "Betreff: Eis\r\n\r\nWann brach das Eis?\r\n"},
            sent=SENT,
            attachments=(attached("Karte.pdf"),),
        ),
    )  # fmt: skip
    source = read_source(path)
    assert said(path) == [
        (Kind.HEADING, None, "Eis im Hafen"),
        (Kind.BODY, "Jürgen Ahn", "Das Eis brach am 2. März."),
        (Kind.BLOCKQUOTE, "Tove Ditlev", "Wann brach das Eis?"),
    ]
    assert source.item["title"] == "Eis im Hafen"
    assert source.item["issued"] == {"date-parts": [[2021, 3, 4]]}
    assert [region.reason for region in source.furniture if "Karte.pdf" in source.text[region.start : region.end]] == [
        "attachment"
    ]


def test_texts_in_a_code_page_and_pages_alone_are_read(tmp_path: Path) -> None:
    old = saved(tmp_path, message({SUBJECT: "Лёд", SENDER: "Ольга", TEXT: "Лёд сошёл в марте."}, code_page=1251))
    assert said(old)[1] == (Kind.BODY, "Ольга", "Лёд сошёл в марте.")
    page = "<html><body><p>L’été vint tard.</p></body></html>".encode()
    alone = saved(tmp_path, message({SUBJECT: "Été", SENDER: "Luce", HTML: page}), "page.msg")
    assert said(alone)[1] == (Kind.BODY, "Luce", "L’été vint tard.")


def test_a_message_within_a_message_has_its_own_sender(tmp_path: Path) -> None:
    inner = message({SUBJECT: "Nets", SENDER: "Tove Ditlev", TEXT: "The nets froze."}, sent=SENT, is_inner=True)
    outer = message({SUBJECT: "Fwd", SENDER: "Jürgen Ahn", TEXT: "See below."}, attachments=(attached_message(inner),))
    path = saved(tmp_path, outer)
    assert [each for each in said(path) if each[0] is Kind.BODY] == [
        (Kind.BODY, "Jürgen Ahn", "See below."),
        (Kind.BODY, "Tove Ditlev", "The nets froze."),
    ]


def test_a_message_is_known_by_its_content(tmp_path: Path) -> None:
    assert is_readable_content(saved(tmp_path, message({SUBJECT: "Ice", TEXT: "It froze."}), "saved message"))


@pytest.mark.parametrize("length", [8, 600, 1500])
def test_a_message_cut_off_is_named(tmp_path: Path, length: int) -> None:
    path = saved(tmp_path, message({SUBJECT: "Ice", SENDER: "Tove", TEXT: "It froze."}))
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UnreadableSourceError, match=r"damaged|no text|no message"):
        read_source(path)
