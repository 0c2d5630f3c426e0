"""Subtitles and e-mail: who speaks or writes, and when."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from kurilsearch.describe.first_page.read import read_first_page
from kurilsearch.errors import UnreadableSourceError
from kurilsearch.library.library import open_library
from kurilsearch.library.settings import init_library
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source


def read(folder: Path, content: str | bytes, name: str) -> ParsedDocument:
    file = folder / name
    file.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return parse_document(read_source(file))


def said(document: ParsedDocument) -> list[tuple[str | None, str | None, str]]:
    return [(p.speaker, p.time, p.text) for p in document.passages]


SRT = """\
1
00:00:01,000 --> 00:00:04,000
The harbour was bound in ice
until the ferry came,

2
00:00:04,200 --> 00:00:06,000
and nobody <i>had seen</i> it before.

3
00:12:03,000 --> 00:12:05,000
- Did you see it?
- Never.

4
01:00:23,000 --> 01:00:25,000
TAMIKO: I was there.
5
01:00:26,000 --> 01:00:28,000
I saw it all.

6
01:00:29,000 --> 01:00:31,000
[John]: Not me.
"""


def test_cues_are_joined_to_sentences_and_to_what_one_person_says(tmp_path: Path) -> None:
    document = read(tmp_path, SRT, "a.srt")
    assert said(document) == [
        (None, "00:00:01", "The harbour was bound in ice until the ferry came, and nobody had seen it before."),
        (None, "00:12:03", "Did you see it?"),
        (None, "00:12:03", "Never."),
        ("TAMIKO", "01:00:23", "I was there. I saw it all."),
        ("John", "01:00:29", "Not me."),
    ]
    assert document.source.text == SRT


def test_voices_of_webvtt(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "WEBVTT - ice\n\nNOTE not said\nby anybody\n\nSTYLE\n::cue { color: red }\n\n"
        "1\n00:01.000 --> 00:04.000 line:0\n"
        "<v Jane Doe>The harbour was bound\n\n00:05.000 --> 00:06.000\n<v Jane Doe>in ice.</v>\n\n"
        "01:00:07.000 --> 01:00:08.000\n<v.loud Tamiko>Indeed &amp; so.\n",
        "a.vtt",
    )
    assert said(document) == [
        ("Jane Doe", "00:00:01", "The harbour was bound in ice."),
        ("Tamiko", "01:00:07", "Indeed & so."),
    ]


def test_captions_that_roll_say_each_line_once(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "WEBVTT\n\n00:00.000 --> 00:02.000\nit<00:00:00.500><c> froze</c>\n\n00:02.000 --> 00:02.010\nit froze\n\n"
        "00:02.010 --> 00:04.000\nit froze\nin the<00:00:02.500><c> harbour</c>\n",
        "a.vtt",
    )
    assert [p.text for p in document.passages] == ["it froze in the harbour"]


def test_a_word_before_a_colon_is_a_speaker_only_where_it_is_again(tmp_path: Path) -> None:
    cue = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n\n"
    once = read(tmp_path, cue.format(1, "Remember: it froze."), "a.srt")
    assert said(once) == [(None, "00:00:01", "Remember: it froze.")]
    twice = read(tmp_path, cue.format(1, "Jane: It froze.") + cue.format(2, "Jane: Twice."), "b.srt")
    assert {speaker for speaker, _, _ in said(twice)} == {"Jane"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig", "utf-16"])
def test_subtitles_in_other_encodings(tmp_path: Path, newline: str, encoding: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:04,000\nЛёд стоял в проливе до апреля,\nи это было не в первый раз.\n\n"
    document = read(tmp_path, text.replace("\n", newline).encode(encoding), "a.srt")
    assert [p.text for p in document.passages] == ["Лёд стоял в проливе до апреля, и это было не в первый раз."]


def test_subtitles_are_known_without_their_name(tmp_path: Path) -> None:
    assert read(tmp_path, SRT, "film").source.format == "subtitles"
    assert read(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\nIt froze.\n", "film.txt").source.format == "subtitles"


def test_a_file_without_cues_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="holds no subtitles"):
        read(tmp_path, "Nothing here.\n", "a.srt")


# E-mail


def test_after_a_long_silence_nobody_is_taken_to_go_on(tmp_path: Path) -> None:
    cues = "1\n00:00:01,000 --> 00:00:03,000\nKEEPER: It froze.\n\n2\n00:00:03,500 --> 00:00:05,000\nNobody saw it.\n\n"
    cues += "3\n00:01:15,000 --> 00:01:17,000\nMany years later.\n"
    document = read(tmp_path, cues.encode(), "a.srt")
    assert [(p.speaker, p.text) for p in document.passages] == [
        ("KEEPER", "It froze. Nobody saw it."),
        (None, "Many years later."),
    ]


def test_webvtt_says_what_it_is_and_its_times_need_no_padding(tmp_path: Path) -> None:
    cues = (
        "WEBVTT - Talk with the keeper\nKind: captions\nLanguage: de-AT\n\n0:0:1.0 --> 0:0:3.54\n<v Jane>Es fror.</v>\n"
    )
    document = read(tmp_path, cues.encode(), "a.vtt")
    assert document.source.item == {"title": "Talk with the keeper", "language": "de-AT"}
    assert document.language == "de"
    assert read_first_page(document).item == {}
    assert [(p.speaker, p.time, p.text) for p in document.passages] == [("Jane", "00:00:01", "Es fror.")]


def message(text: str, **headers: str) -> EmailMessage:
    made = EmailMessage()
    defaults = {
        "From": "Jürgen Ahn <ahn@example.org>", "To": "Jane Doe <doe@example.org>", "Subject": "Лёд в проливе",
        "Date": "Fri, 05 Mar 2021 10:00:00 +0900", "Message-ID": "<1@example.org>",
    }  # fmt: skip
    for name, value in {**defaults, **headers}.items():
        made[name] = value
    made.set_content(text)
    return made


LETTER = """\
Dear Jane,

the harbour was bound in ice until the ferry came, which nobody had
seen before.

On Thursday Jane wrote:
> Did you see
> the ice?
>
> Or not?

Yes.

--%
Jürgen
""".replace("--%", "-- ")
TIME = "2021-03-05T10:00:00+09:00"


def test_a_message_with_a_reply_in_it(tmp_path: Path) -> None:
    letter = message(LETTER)
    letter.add_alternative("<p>Not this.</p>", subtype="html")
    letter.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="log.pdf")
    document = read(tmp_path, bytes(letter), "a.eml")
    assert [(p.kind, p.speaker, p.text) for p in document.passages] == [
        (Kind.HEADING, None, "Лёд в проливе"),
        (Kind.BODY, "Jürgen Ahn", "Dear Jane,"),
        (
            Kind.BODY,
            "Jürgen Ahn",
            "the harbour was bound in ice until the ferry came, which nobody had seen before.",
        ),
        (Kind.BODY, "Jürgen Ahn", "On Thursday Jane wrote:"),
        (Kind.BLOCKQUOTE, None, "Did you see the ice?"),
        (Kind.BLOCKQUOTE, None, "Or not?"),
        (Kind.BODY, "Jürgen Ahn", "Yes."),
    ]
    assert {p.time for p in document.passages[1:]} == {TIME}
    furniture = {region.reason: document.source.text[region.start : region.end] for region in document.furniture}
    assert furniture["attachment"] == "Attachment: log.pdf"
    assert furniture["signature"] == "Jürgen"
    assert document.source.item == {
        "type": "personal_communication",
        "title": "Лёд в проливе",
        "author": [{"family": "Ahn", "given": "Jürgen"}],
        "recipient": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2021, 3, 5]]},
    }


def test_what_stands_below_the_head_of_another_message_is_said_by_its_sender(tmp_path: Path) -> None:
    text = """I doubt it.

> It froze.
>> Did it?

-----Original Message-----
From: Jane Doe <doe@example.org>
Sent: Thursday, March 4, 2021 9:12 AM
To: Jürgen Ahn
Subject: Ice

I never said that.

Von: Tamiko
Gesendet: Mittwoch, 3. März 2021
An: Jane
Betreff: Eis

Es fror nicht.
"""
    document = read(tmp_path, bytes(message(text)), "a.eml")
    assert [(p.kind, p.speaker, p.time, p.text) for p in document.passages[1:]] == [
        (Kind.BODY, "Jürgen Ahn", TIME, "I doubt it."),
        (Kind.BLOCKQUOTE, None, TIME, "It froze."),
        (Kind.BLOCKQUOTE, None, TIME, "Did it?"),
        (Kind.BLOCKQUOTE, "Jane Doe", None, "I never said that."),
        (Kind.BLOCKQUOTE, "Tamiko", None, "Es fror nicht."),
    ]


def test_the_footer_of_a_mailing_list_is_no_text(tmp_path: Path) -> None:
    text = f"It froze.\n{'_' * 47}\nice-list mailing list\nice-list@example.org\n"
    assert [p.text for p in read(tmp_path, bytes(message(text)), "a.eml").passages[1:]] == ["It froze."]


def test_headers_and_texts_in_bare_utf_8_are_read_whatever_is_declared(tmp_path: Path) -> None:
    mail = (
        "From: Jürgen <a@example.org>\nSubject: Лёд\nMessage-ID: <1@x>\nContent-Type: text/plain; charset=iso-8859-1\n"
    )
    document = read(tmp_path, f"{mail}Content-Transfer-Encoding: 8bit\n\nEs fror in Jürgens Hafen.\n".encode(), "a.eml")
    assert [(p.speaker, p.text) for p in document.passages] == [(None, "Лёд"), ("Jürgen", "Es fror in Jürgens Hafen.")]


def test_a_mailbox_has_a_heading_for_each_message(tmp_path: Path) -> None:
    web = EmailMessage()
    web["From"], web["Subject"], web["Date"] = "x@example.org", "Web", "no date"
    web.set_content("<html><body><p>It <b>froze</b>.</p><blockquote>Did it?</blockquote></body></html>", subtype="html")
    postmark = b"From x@example.org Fri Mar  5 10:00:00 2021\n"
    first = bytes(message("It froze.\n\nFrom then on it froze.\n")).replace(b"\nFrom then", b"\n>From then")
    document = read(tmp_path, postmark + first + b"\n" + postmark + bytes(web), "a.mbox")
    assert [(p.kind, p.speaker, p.time, p.text) for p in document.passages] == [
        (Kind.HEADING, None, None, "Лёд в проливе"),
        (Kind.BODY, "Jürgen Ahn", TIME, "It froze."),
        (Kind.BODY, "Jürgen Ahn", TIME, "From then on it froze."),
        (Kind.HEADING, None, None, "Web"),
        (Kind.BODY, "x@example.org", None, "It froze."),
        (Kind.BLOCKQUOTE, None, None, "Did it?"),
    ]
    assert document.source.item == {}


def test_a_message_within_a_message(tmp_path: Path) -> None:
    outer = message("See below.\n", Subject="Outer")
    outer.add_attachment(message("It froze.\n", Subject="Inner"))
    document = read(tmp_path, bytes(outer), "a.eml")
    assert [p.text for p in document.passages] == ["Outer", "See below.", "Inner", "It froze."]


def test_mail_is_known_without_its_name_and_a_memorandum_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, bytes(message("It froze.\n")), "letter").source.format == "mail"
    memo = "From: The harbour-master\nTo: All\nSubject: Ice\n\nIt froze in the harbour.\n"
    assert read(tmp_path, memo, "memo.txt").source.format == "text"


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?utf-8?B?broken",
        b"From: =?utf\xff8?B?TMOkZA==?= <a@example.org>",
        b"Subject: =?no-such-charset?Q?a=20b?=",
        b"From: \xff\xfe <\x80@x>",
        b"Content-Type: text/plain; charset=no-such-charset",
        b"Content-Type: multipart/mixed",
        b"Content-Transfer-Encoding: base64",
        b"Date: Fri, 99 Foo 99999 99:99:99 +9999",
    ],
)
def test_damaged_heads_are_no_hindrance(tmp_path: Path, head: bytes) -> None:
    mail = b"Message-ID: <x>\r\nFrom: a@example.org\r\n" + head + b"\r\n\r\nIt froze here.\r\n"
    document = read(tmp_path, mail, "a.eml")
    assert document.passages


PODCAST = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Elsa Lund>The ferry was late.

00:00:05.000 --> 00:00:08.000
<v Bo Ek>The ferry was never late.

00:00:09.000 --> 00:00:12.000
<v Elsa Lund>It was late on Monday.
"""


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("speaker:Elsa ferry", ["The ferry was late."]),
        ('speaker:"Elsa Lund"', ["The ferry was late.", "It was late on Monday."]),
        ('speaker:"Lund Elsa" Monday', ["It was late on Monday."]),
        ("speaker:e* ferry", ["The ferry was late.", "The ferry was never late."]),
        ("ferry -speaker:Elsa", ["The ferry was never late."]),
        ("speaker:Nobody ferry", []),
    ],
)
def test_passages_are_chosen_by_who_speaks(tmp_path: Path, query: str, quotes: list[str]) -> None:
    (tmp_path / "podcast.vtt").write_text(PODCAST, encoding="utf-8")
    init_library(tmp_path)
    with open_library(tmp_path) as library:
        library.index()
        assert sorted(hit.quote for hit in library.search(query).hits) == sorted(quotes)
