"""Whose words a message holds: those of others are theirs, whatever program put them there."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from kurilsearch.read.mail.attribution import read_attribution


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("5 Nisan 2015 Pazar tarihinde Deniz Uçar <d@x.tr> yazdı:", "Deniz Uçar"),
        ("Dne 5. 4. 2015 ob 7:30 je Maja Vidmar napisal(a):", "Maja Vidmar"),
        ("svētd., 2015. g. 5. apr., plkst. 7:30 — lietotājs Māris Kalns (<m@x.lv>) rakstīja:", "Māris Kalns"),
        ("Missatge de Pau Serra <p@x.cat> del dia dg., 5 d’abr. 2015 a les 7:30:", "Pau Serra"),
        ("Kontakt Tiit Rand (<t@x.ee>) kirjutas kuupäeval P, 5. aprill 2015 kell 7:30:", "Tiit Rand"),
        ("On 5 Apr 2015, at 7:30, Inés de las Heras <i@x.es> wrote:", "Inés de las Heras"),
        ("On Mon, 3 Mar 2025 at 10:00 PM Tove Ditlev <t@example.org> wrote:", "Tove Ditlev"),
        ("On Mar 3, 2025, at 10:00 AM, Tove Ditlev\n<t@example.org> wrote:", "Tove Ditlev"),
        ("On 3/3/25 10:00 AM, Tove Ditlev wrote:", "Tove Ditlev"),
        ("On Mon, 3 Mar 2025 at 10:00, Ditlev, Tove <t@example.org> wrote:", "Ditlev, Tove"),
        ("On Mon, 3 Mar 2025 at 10:00, <t@example.org> wrote:", "t@example.org"),
        ("Am Mo., 3. März 2025 um 10:00 Uhr schrieb Tove Ditlev <t@example.org>:", "Tove Ditlev"),
        ("Tove Ditlev schrieb am 03.03.2025 um 10:00:", "Tove Ditlev"),
        ("Le 03/03/2025 à 10:00, Tove Ditlev a écrit :", "Tove Ditlev"),
        ("El lun, 3 mar 2025 a las 10:00, Tove Ditlev (<t@example.org>) escribió:", "Tove Ditlev"),
        ("Op ma 3 mrt 2025 om 10:00 schreef Tove van den Berg <t@example.org>:", "Tove van den Berg"),
        ("пн, 3 мар. 2025 г. в 10:00, Туве Дитлев <t@example.org>:", "Туве Дитлев"),
        ("03.03.2025 10:00, Туве Дитлев пишет:", "Туве Дитлев"),
        ("03.03.25 10:00, Туве Дітлев пише:", "Туве Дітлев"),
        ("Dne 03. 03. 25 v 10:00 Tove Ditlevová napsal(a):", "Tove Ditlevová"),
        ("Wiadomość napisana przez Tove Ditlev <t@example.org> w dniu 3 mar 2025, o godz. 10:00:", "Tove Ditlev"),
        ("* Tove Ditlev <t@example.org> [2025-03-03 10:00]:", "Tove Ditlev"),
        ("2025年3月3日(月) 10:00 小川 洋子 <t@example.org>:", "小川 洋子"),
        ("Zitat von Tove Ditlev <t@example.org>:", "Tove Ditlev"),
        ("Tove Ditlev wrote:", "Tove Ditlev"),
    ],
)
def test_the_line_above_quoted_words_names_their_writer(line: str, name: str) -> None:
    attribution = read_attribution(line)
    assert attribution is not None
    assert attribution.name == name


@pytest.mark.parametrize(
    "line",
    [
        "In 1956 the mapmaker wrote:",
        "On Thursday Jane wrote:",
        "We must ask three things:",
        "At 3:15 on 2 May the mapmaker wrote:",
        "As I wrote to Tove:",
    ],
)
def test_prose_that_ends_with_a_colon_names_nobody(line: str) -> None:
    assert read_attribution(line) is None


def message(text: str, *, subtype: str = "plain") -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "Jürgen Ahn <ahn@example.org>", "Jane Doe <doe@example.org>"
    made["Subject"], made["Message-ID"] = "Ice", "<1@example.org>"
    made["Date"] = "Fri, 05 Mar 2021 10:00:00 +0900"
    made.set_content(text, subtype=subtype)
    return bytes(made)


def said(folder: Path, content: bytes, name: str = "a.eml") -> list[tuple[Kind, str | None, str]]:
    return [(p.kind, p.speaker, p.text) for p in read(folder, content, name).passages if p.kind is not Kind.HEADING]


def read(folder: Path, content: bytes, name: str) -> ParsedDocument:
    (folder / name).write_bytes(content)
    return parse_document(read_source(folder / name))


def test_replies_within_replies_are_their_writers(tmp_path: Path) -> None:
    text = """I doubt it.

On Thu, 4 Mar 2021 at 09:12, Jane Doe <doe@example.org>
wrote:

> It froze.
>
> On Wed, 3 Mar 2021, Tamiko Ono wrote:
>> Did it?
> It did.

Never.

--\x20
Jürgen

On Tue, 2 Mar 2021 at 09:12, Oleg Rim <rim@example.org> wrote:
> There is no ice.
"""
    assert said(tmp_path, message(text)) == [
        (Kind.BODY, "Jürgen Ahn", "I doubt it."),
        (Kind.BLOCKQUOTE, "Jane Doe", "It froze."),
        (Kind.BLOCKQUOTE, "Tamiko Ono", "Did it?"),
        (Kind.BLOCKQUOTE, "Jane Doe", "It did."),
        (Kind.BODY, "Jürgen Ahn", "Never."),
        (Kind.BLOCKQUOTE, "Oleg Rim", "There is no ice."),
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "<div class='gmail_attr'>On Thu, 4 Mar 2021 at 09:12, Jane Doe &lt;<a>doe@example.org</a>&gt; wrote:<br></div>"
        "<blockquote><div>It froze.</div></blockquote>",
        "<blockquote type='cite'><div>Am 04.03.2021 um 09:12 schrieb Jane Doe &lt;doe@example.org&gt;:</div><br>"
        "<div>It froze.</div></blockquote>",
        "<hr><div><b>From:</b> Jane Doe &lt;doe@example.org&gt;<br><b>Sent:</b> Thursday<br><b>To:</b> Jürgen<br>"
        "<b>Subject:</b> Ice</div><p>It froze.</p>",
        "<div><b>Von: </b>Jane Doe</div><div><b>Datum: </b>4. März</div><div><b>An: </b>Jürgen</div><p>It froze.</p>",
    ],
)
def test_in_html_too_quoted_words_are_their_writers(tmp_path: Path, quoted: str) -> None:
    assert said(tmp_path, message(f"<html><body><p>I doubt it.</p>{quoted}</body></html>", subtype="html")) == [
        (Kind.BODY, "Jürgen Ahn", "I doubt it."),
        (Kind.BLOCKQUOTE, "Jane Doe", "It froze."),
    ]


def test_a_message_begins_with_a_postmark_and_a_header_whatever_stands_before_it(tmp_path: Path) -> None:
    mark = b"From x@example.org Fri Mar  5 10:00:00 2021\n"
    first = message("Ice lay there.\n\nFrom the cape in 1904 to the bay in 1905\nnobody saw any.\n")
    assert [
        text for _, _, text in said(tmp_path, mark + first.rstrip() + b"\n" + mark + message("None."), "a.mbox")
    ] == [
        "Ice lay there.",
        "From the cape in 1904 to the bay in 1905 nobody saw any.",
        "None.",
    ]


def test_a_flowed_text_is_joined_without_the_space_that_is_none(tmp_path: Path) -> None:
    head = b"From: Ann <a@example.org>\nMessage-ID: <1@x>\nContent-Type: text/plain; format=flowed"
    body = b"\n\nThe schoo \nner lay \nin ice.\n\n> Not the cut \n> ter?\n"
    assert [text for _, _, text in said(tmp_path, head + b"; delsp=yes" + body)] == [
        "The schooner layin ice.",
        "Not the cutter?",
    ]
    assert [text for _, _, text in said(tmp_path, head + body)] == ["The schoo ner lay in ice.", "Not the cut ter?"]


def test_what_says_that_it_is_latin_1_is_windows_1252(tmp_path: Path) -> None:
    head = b"From: Ann <a@example.org>\nSubject: =?iso-8859-1?Q?=93Ice=94?=\nMessage-ID: <1@x>\n"
    head += b"Content-Type: text/plain; charset=iso-8859-1\n"
    document = read(tmp_path, head + b"\nThe \x93ice\x94 \x96 it wasn\x92t.\n", "a.eml")
    assert [p.text for p in document.passages] == ["“Ice”", "The “ice” – it wasn’t."]


@pytest.mark.parametrize(
    "head",
    [
        "Από: Τούβε Ντίτλεφ\nΣτάλθηκε: Πέμπτη 4 Μαρτίου\nΠρος: Jürgen\nΘέμα: Πάγος",
        "Kimden: Tove Ditlev\nGönderildi: 4 Mart Perşembe\nKime: Jürgen\nKonu: Buz",
        "De la: Tove Ditlev\nTrimis: joi, 4 martie\nCătre: Jürgen\nSubiect: Gheață",
        "من: توفه ديتلف\nتاريخ الإرسال: الخميس\nإلى: Jürgen\nالموضوع: الجليد",
    ],
)
def test_the_head_of_what_is_answered_is_known_in_more_languages(tmp_path: Path, head: str) -> None:
    name = head.partition("\n")[0].partition(": ")[2]
    assert said(tmp_path, message(f"I doubt it.\n\n{head}\n\nIt froze.")) == [
        (Kind.BODY, "Jürgen Ahn", "I doubt it."),
        (Kind.BLOCKQUOTE, name, "It froze."),
    ]


ANSWERED = (
    "Frá: Ida Berg <ida@berg.example>\nSent: 1. mars 2021 21:12\nTil: Ole <ole@dahl.example>\nEfni: salt\n",
    "No: Ida Berg <ida@berg.example>\nNosūtīts: pirmdiena, 2021. gada 1. marts 21:12\nKam: Ole\nTēma: salt\n",
    "प्रेषक: Ida Berg <ida@berg.example>\nभेजा गया: 1 मार्च 2021 21:12\nप्रति: Ole\nविषय: salt\n",
    "寄件者: Ida Berg <ida@berg.example>\n寄件日期: 2021年3月1日 下午 09:12\n收件者: Ole\n主旨: salt\n",
)


@pytest.mark.parametrize("head", ANSWERED)
@pytest.mark.parametrize("mark", ["", "> "])
def test_the_head_of_what_is_answered_is_known_by_its_form(tmp_path: Path, head: str, mark: str) -> None:
    message = tmp_path / "a.eml"
    message.write_text(
        "From: Ole <ole@dahl.example>\nDate: Tue, 2 Mar 2021 10:15:33 +0100\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\nNobody has told me.\n\n{head}\n{mark}The salt was weighed twice.\n",
        encoding="utf-8",
    )
    said = [(passage.text, passage.speaker) for passage in parse_document(read_source(message)).passages]
    assert said == [("Nobody has told me.", "Ole"), ("The salt was weighed twice.", "Ida Berg")]


@pytest.mark.parametrize(
    "line",
    [
        "In article <4a@x.example>, ida@berg.example (Ida Berg) wrote:",
        "Ida Berg <ida@berg.example> wrote in message news:4a@x.example...",
        "In message <4a@x.example>, Ida Berg <ida@berg.example> writes",
    ],
)
def test_newsreaders_name_the_message_too(line: str) -> None:
    attribution = read_attribution(line)
    assert attribution is not None
    assert attribution.name == "Ida Berg"


def test_the_armour_of_a_signed_message_is_no_text(tmp_path: Path) -> None:
    message = tmp_path / "a.eml"
    message.write_text(
        "From: Ole <ole@dahl.example>\nSubject: salt\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
        "The salt was weighed twice.\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAd\n=abcd\n-----END PGP SIGNATURE-----\n"
    )
    passages = parse_document(read_source(message)).passages
    assert [passage.text for passage in passages if passage.kind is Kind.BODY] == ["The salt was weighed twice."]


def test_who_when_and_where_are_no_head(tmp_path: Path) -> None:
    message = tmp_path / "a.eml"
    listed = "Who: Ida Berg <ida@berg.example>\nWhen: 1 March 2021, 21:12\nWhere: the quay\nWhat: a talk on salt"
    message.write_text(
        f"From: Ole <ole@dahl.example>\nSubject: salt\n\nPlease come.\n\n{listed}\n\nBring your own chairs.\n"
    )
    said = {passage.text: passage.speaker for passage in parse_document(read_source(message)).passages}
    assert said["Bring your own chairs."] == "Ole"
