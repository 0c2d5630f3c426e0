"""Chats and mail as programs in several languages write them: the words are those of who wrote them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kurilsearch.errors import UnreadableSourceError
from kurilsearch.model import Kind, ParsedDocument
from kurilsearch.parse import parse_document
from kurilsearch.read import read_source
from kurilsearch.read.chats.reader import ChatReader

FIRST, SECOND, THIRD = "The mill burnt before the harvest.", "Nobody has told the miller yet.", "He knew it all along."

CHATS = {
    "whatsapp": ("[02/03/2021, 10:15:33] Ida: {}\n[02/03/2021, 10:16:01] Ole: {}\n[02/03/2021, 10:17:12] Ida: {}\n"),
    "whatsapp-german": ("02.03.21, 10:15 - Ida: {}\n02.03.21, 10:16 - Ole: {}\n02.03.21, 10:17 - Ida: {}\n"),
    "whatsapp-spanish": (
        "2/3/21, 10:15 a. m. - Ida: {}\n2/3/21, 10:16 a. m. - Ole: {}\n2/3/21, 10:17 p. m. - Ida: {}\n"
    ),
    "whatsapp-french": ("02/03/2021 à 10:15 - Ida: {}\n02/03/2021 à 10:16 - Ole: {}\n02/03/2021 à 10:17 - Ida: {}\n"),
    "whatsapp-chinese": ("2021/3/2 上午10:15 - Ida: {}\n2021/3/2 上午10:16 - Ole: {}\n2021/3/2 下午1:17 - Ida: {}\n"),
    "whatsapp-korean": (
        "2021년 3월 2일 오전 10:15, Ida : {}\n2021년 3월 2일 오전 10:16, Ole : {}\n2021년 3월 2일 오후 1:17, Ida : {}\n"
    ),
    "telegram": ("Ida, [02.03.2021 10:15]\n{}\n\nOle, [02.03.2021 10:16]\n{}\n\nIda, [02.03.2021 10:17]\n{}\n"),
    "slack": "Ida  10:15 AM\n{}\nOle  10:16 AM\n{}\nIda  10:17 AM\n{}\n",
    "discord": "Ida — 02/03/2021 10:15\n{}\nOle — 02/03/2021 10:16\n{}\nIda — Today at 10:17\n{}\n",
    "discord-export": (
        "[02-Mar-21 10:15 AM] Ida\n{}\n\n[02-Mar-21 10:16 AM] Ole\n{}\n\n[02-Mar-21 10:17 AM] Ida\n{}\n"
    ),
    "irc": "[10:15] <Ida> {}\n[10:16] <Ole> {}\n[10:17] <Ida> {}\n",
    "line": "10:15\tIda\t{}\n10:16\tOle\t{}\n10:17\tIda\t{}\n",
    "kakao": "[Ida] [오전 10:15] {}\n[Ole] [오전 10:16] {}\n[Ida] [오후 1:17] {}\n",
    "zoom": "10:15:33\t From  Ida : {}\n10:16:01\t From  Ole : {}\n10:17:12\t From  Ida : {}\n",
    "zoom-to": (
        "10:15:33 From Ida to Everyone:\n\t{}\n10:16:01 From Ole to Everyone:\n\t{}\n10:17:12 From Ida to Ole:\n\t{}\n"
    ),
    "meeting": "Ida 0:03\n{}\n\nOle 0:10\n{}\n\nIda 0:17\n{}\n",
    "whatsapp-korean-dots": (
        "2021. 3. 2. 오전 10:15, Ida : {}\n2021. 3. 2. 오전 10:16, Ole : {}\n2021. 3. 2. 오후 1:17, Ida : {}\n"
    ),
    "whatsapp-arabic": (
        "2\u200f/3\u200f/2021، 10:15 ص - Ida: {}\n2\u200f/3\u200f/2021، 10:16 ص - Ole: {}\n"
        "2\u200f/3\u200f/2021، 1:17 م - Ida: {}\n"
    ),
    "irc-dated": "[2021-03-02 10:15:33] <Ida> {}\n[2021-03-02 10:16:01] <Ole> {}\n[2021-03-02 10:17:12] <Ida> {}\n",
    "line-dated": "2021/03/02(火)\n10:15\tIda\t{}\n10:16\tOle\t{}\n\n2021/03/03(水)\n10:17\tIda\t{}\n",
    "times-above": "0:01:03 Ida\n{}\n\n0:01:10 Ole\n{}\n\n0:01:17 Ida\n{}\n",
    "signal": "".join(
        f"From: {name} (+47 22 85 50 50)\nType: incoming\nSent: Tue, 2 Mar 2021 10:15:33\nReceived: Tue, 2 Mar 2021\n"
        "\n{}\n\n"
        for name in ("Ida", "Ole", "Ida")
    ),
    "whatsapp-finnish": (
        "[2.3.2021 klo 10.15.33] Ida: {}\n[2.3.2021 klo 10.16.01] Ole: {}\n[2.3.2021 klo 10.17.12] Ida: {}\n"
    ),
    "whatsapp-danish": "02.03.2021 10.15 - Ida: {}\n02.03.2021 10.16 - Ole: {}\n02.03.2021 10.17 - Ida: {}\n",
    "whatsapp-vietnamese": "10:15, 2/3/2021 - Ida: {}\n10:16, 2/3/2021 - Ole: {}\n10:17, 2/3/2021 - Ida: {}\n",
    "whatsapp-croatian": "2. 3. 2021. 10:15 - Ida: {}\n2. 3. 2021. 10:16 - Ole: {}\n2. 3. 2021. 10:17 - Ida: {}\n",
    "whatsapp-persian": (
        "[۱۳۹۹/۱۲/۱۲،\u200f ۱۰:۱۵:۳۳] Ida: {}\n[۱۳۹۹/۱۲/۱۲،\u200f ۱۰:۱۶:۰۱] Ole: {}\n"
        "[۱۳۹۹/۱۲/۱۲،\u200f ۱۰:۱۷:۱۲] Ida: {}\n"
    ),
    "whatsapp-bulgarian": (
        "[2.03.21 г., 10:15:33] Ida: {}\n[2.03.21 г., 10:16:01] Ole: {}\n[2.03.21 г., 10:17:12] Ida: {}\n"
    ),
    "whatsapp-evening": "2021/3/2 晚上9:15 - Ida: {}\n2021/3/2 晚上9:16 - Ole: {}\n2021/3/2 晚上9:17 - Ida: {}\n",
    "whatsapp-unsaved": "[02/03/2021, 10:15:33] ~\u202fIda: {}\n[02/03/2021, 10:16:01] Ole: {}\n"
    "[02/03/2021, 10:17:12] ~\u202fIda: {}\n",
    "telegram-words": "Ida, [2 Mar 2021 at 10:15:33]:\n{}\n\nOle, [2 Mar 2021 at 10:16:01]:\n{}\n\n"
    "Ida, [2 Mar 2021 at 10:17:12]:\n{}\n",
    "time-below": "Ida\n  10:15 AM\n{}\nOle\n  10:16 AM\n{}\nIda\n  10:17 AM\n{}\n",
    "time-above": "00:00:03\nIda: {}\n\n00:00:10\nOle: {}\n\n00:00:17\nIda: {}\n",
    "teams": "0:0:3.120 --> 0:0:6.9\nIda\n{}\n\n0:0:7.1 --> 0:0:9.9\nOle\n{}\n\n0:0:10.5 --> 0:0:12.9\nIda\n{}\n",
    "time-behind": "Ida: {} #00:00:03-1#\nOle: {} #00:00:10-4#\nIda: {} #00:00:17-0#\n",
    "day-before-name": "2021-03-02 10:15:33 Ida(1234)\n{}\n\n2021-03-02 10:16:01 Ole(99)\n{}\n\n"
    "2021-03-02 10:17:12 Ida(1234)\n{}\n",
    "imessage": "Ida (3/2/21, 10:15 AM): {}\nOle (3/2/21, 10:16 AM): {}\nIda (3/2/21, 10:17 AM): {}\n",
    "irc-tabs": "2021-03-02 10:15:33\tIda\t{}\n2021-03-02 10:16:01\tOle\t{}\n2021-03-02 10:17:12\tIda\t{}\n",
    "iso": ("2021-03-02T10:15:33Z Ida: {}\n2021-03-02T10:16:33Z Ole: {}\n2021-03-02T10:17:33Z Ida: {}\n"),
}


def read(folder: Path, text: str, name: str) -> ParsedDocument:
    (folder / name).write_text(text, encoding="utf-8")
    return parse_document(read_source(folder / name))


@pytest.mark.parametrize("program", CHATS)
def test_what_is_said_in_a_chat_is_said_by_somebody(program: str, tmp_path: Path) -> None:
    document = read(tmp_path, CHATS[program].format(FIRST, SECOND, THIRD), "chat.txt")
    said = [(passage.speaker, passage.text) for passage in document.passages]
    assert said == [("Ida", FIRST), ("Ole", SECOND), ("Ida", THIRD)]


def test_a_number_may_speak(tmp_path: Path) -> None:
    turns = "02.03.21, 10:15 - +47 22 85 50 50: {}\n02.03.21, 10:16 - Ole: {}\n02.03.21, 10:17 - Ole: {}\n"
    document = read(tmp_path, turns.format(FIRST, SECOND, THIRD), "chat.txt")
    assert [passage.speaker for passage in document.passages] == ["+47 22 85 50 50", "Ole", "Ole"]


def test_an_interview_without_times_is_one_where_all_of_it_is_said(tmp_path: Path) -> None:
    turns = f"Reporter: {SECOND}\n\nIda Vik: {FIRST}\n\nReporter: {THIRD}\n\nIda Vik: {FIRST} {THIRD}\n"
    document = read(tmp_path, turns, "interview.txt")
    assert [passage.speaker for passage in document.passages] == ["Reporter", "Ida Vik", "Reporter", "Ida Vik"]
    fields = "Files: mill.c\nCopyright: 2001 Ida Vik\nLicense: MIT\n\nFiles: mill.txt\nLicense: MIT\nCopyright: none\n"
    assert {passage.speaker for passage in read(tmp_path, fields, "copyright.txt").passages} == {None}


LINES = {
    "hebrew": (
        "\u200fבתאריך יום ג׳, 2 במרץ 2021 ב-10:15 מאת \u202aIda "
        "Vik\u202c\u200f <\u202aida@example.org\u202c\u200f>:\u200f"
    ),
    "german without address": "Am 02.03.2021 um 10:15 schrieb Ida Vik:",
    "french without address": "Le 2 mars 2021 à 10:15, Ida Vik a écrit :",
    "ukrainian": "вт, 2 бер. 2021 р. о 10:15 Ida Vik <ida@example.org> пише:",
    "czech": "út 2. 3. 2021 v 10:15 odesílatel Ida Vik <ida@example.org> napsal:",
    "forwarded russian": (
        "-------- Пересылаемое сообщение --------\nОт кого: Ida Vik <ida@example.org>\nКому: o@example.org\n"
        "Дата: Вторник, 2 марта 2021, 10:15 +03:00\nТема: Мельница"
    ),
    "portuguese": (
        "De: Ida Vik <ida@example.org>\n"
        "Enviada em: terça-feira, 2 de março de 2021 10:15\nPara: Ole\nAssunto: Moinho"
    ),
    "chinese": (
        '------------------ 原始邮件 ------------------\n'
        '发件人: "Ida Vik" <ida@example.org>;\n发送时间: 2021年3月2日\n收件人: Ole;\n主题: 磨坊'
    ),
    "apple": (
        "Anfang der weitergeleiteten Nachricht:\n\nVon: Ida Vik <ida@example.org>\n"
        "Betreff: Mühle\nDatum: 2. März 2021 um 10:15\nAn: Ole"
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", LINES)
def test_what_stands_below_the_line_of_a_mail_program_is_whom_it_names(program: str, tmp_path: Path) -> None:
    head = (
        "From: Ole Dahl <ole@example.org>\nTo: ida@example.org\nSubject: Mill\nDate: Wed, 3 Mar 2021 09:00:00 +0000\n"
    )
    head += "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    document = read(tmp_path, f"{head}{SECOND}\n\n{LINES[program]}\n\n{FIRST}\n", "reply.eml")
    said = [(passage.speaker, passage.text) for passage in document.passages if passage.text != "Mill"]
    assert said == [("Ole Dahl", SECOND), ("Ida Vik", FIRST)]


MESSENGER = {
    "participants": [{"name": "Noor"}, {"name": "Piet"}],
    "title": "Noor",
    "messages": [
        {"sender_name": "Noor", "timestamp_ms": 1393779900000, "content": "The quay fell in the night.\nBoth halves."},
        {"sender_name": "Piet", "timestamp_ms": 1393779720000, "content": "Is that the caf\u00c3\u00a9's quay?"},
        {"sender_name": "Piet", "timestamp_ms": 1393779960000, "photos": [{"uri": "a.jpg"}]},
    ],
}
TELEGRAM = {
    "name": "Noor",
    "type": "personal_chat",
    "messages": [
        {"id": 1, "type": "message", "date": "2014-03-02T17:02:00", "from": "Piet", "text": "Is that the café's quay?"},
        {
            "id": 2,
            "type": "message",
            "date": "2014-03-02T17:05:00",
            "from": "Noor",
            "text": ["The quay ", {"type": "bold", "text": "fell"}, " in the night.\nBoth halves."],
        },
        {
            "id": 3,
            "type": "service",
            "date": "2014-03-02T17:06:00",
            "actor": "Noor",
            "action": "pin_message",
            "text": "",
        },
    ],
}
DISCORD = {
    "channel": {"name": "Noor"},
    "messages": [
        {"timestamp": "2014-03-02T17:02:00+00:00", "content": "Is that the café's quay?", "author": {"name": "Piet"}},
        {
            "timestamp": "2014-03-02T17:05:00+00:00",
            "content": "The quay fell in the night.\nBoth halves.",
            "author": {"name": "n", "nickname": "Noor"},
        },
    ],
}
SLACK = [
    {
        "type": "message",
        "ts": "1393779720.1",
        "user": "U1",
        "user_profile": {"real_name": "Piet"},
        "text": "Is that the café's quay?",
    },
    {
        "type": "message",
        "ts": "1393779900.1",
        "user": "U2",
        "user_profile": {"real_name": "Noor"},
        "text": "The quay fell in the night.\nBoth halves.",
    },
]
ELEMENT = {
    "room_name": "Noor",
    "messages": [
        {
            "type": "m.room.message",
            "sender": "Piet",
            "origin_server_ts": 1393779720000,
            "content": {"body": "Is that the café's quay?"},
        },
        {
            "type": "m.room.message",
            "sender": "Noor",
            "origin_server_ts": 1393779900000,
            "content": {"body": "The quay fell in the night.\nBoth halves."},
        },
    ],
}


@pytest.mark.parametrize("export", [MESSENGER, TELEGRAM, DISCORD, SLACK, ELEMENT])
def test_exported_messages_are_theirs_who_sent_them(tmp_path: Path, export: object) -> None:
    path = tmp_path / "message_1.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    reader = ChatReader()
    assert reader.recognises(path, path.read_bytes()[:4096])
    passages = [each for each in parse_document(reader.read(path)).passages if each.kind is not Kind.HEADING]
    assert [(each.speaker, each.text, each.time) for each in passages] == [
        ("Piet", "Is that the café's quay?", "2014-03-02"),
        ("Noor", "The quay fell in the night.", "2014-03-02"),
        ("Noor", "Both halves.", "2014-03-02"),
    ]


@pytest.mark.parametrize(
    "content", ['{"messages": [{"sender_name": "A"', '{"messages": 3}', "[]", '{"messages": [1, null]}']
)
def test_a_damaged_export_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "message_1.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="chat"):
        ChatReader().read(path)


@pytest.mark.parametrize("stamp", ["12/05/2021 21:1{} - ", "[12.05.21, 21:1{}:30] ", "2021/05/12 21:1{} - "])
def test_a_chat_of_two_messages_is_one(tmp_path: Path, stamp: str) -> None:
    text = f"{stamp.format(4)}Ole: {FIRST}\n{stamp.format(5)}Ida: {SECOND}\n"
    document = read(tmp_path, text, "chat.txt")
    assert [(passage.speaker, passage.text) for passage in document.passages] == [("Ole", FIRST), ("Ida", SECOND)]


def test_two_dated_lines_of_notes_are_no_chat(tmp_path: Path) -> None:
    text = f"Notes.\n\n12/05/2021 21:14 - Ole: {FIRST}\n\n12/05/2021 21:15 - Ida: {SECOND}\n"
    assert {passage.speaker for passage in read(tmp_path, text, "notes.txt").passages} == {None}


def test_names_in_bold_letters_speak(tmp_path: Path) -> None:
    begun = f"# Talk\n\n**Ida Berg:** {FIRST}\n\n**Ole:** {SECOND}\n\n"
    text = f"{begun}## Later\n\n**Ida Berg:** {THIRD}\n\n**Ole:** {FIRST}\n"
    document = read(tmp_path, text, "talk.md")
    assert [(passage.kind, passage.speaker, passage.text) for passage in document.passages] == [
        (Kind.HEADING, None, "Talk"),
        (Kind.BODY, "Ida Berg", FIRST),
        (Kind.BODY, "Ole", SECOND),
        (Kind.HEADING, None, "Later"),
        (Kind.BODY, "Ida Berg", THIRD),
        (Kind.BODY, "Ole", FIRST),
    ]


def test_speakers_that_are_numbered_are_told_apart(tmp_path: Path) -> None:
    text = f"Speaker 1 00:03\n{FIRST}\n\nSpeaker 2 00:10\n{SECOND}\n\nSpeaker 1 00:15\n{THIRD}\n"
    document = read(tmp_path, text, "talk.txt")
    assert [passage.speaker for passage in document.passages] == ["Speaker 1", "Speaker 2", "Speaker 1"]


def test_an_interview_in_japanese(tmp_path: Path) -> None:
    text = (
        "聞き手：塩はどこですか。\n佐伯：蔵にありました。\n聞き手：誰が量りましたか。\n佐伯：書記が二度量りました。\n"
    )
    document = read(tmp_path, text, "talk.txt")
    assert [passage.speaker for passage in document.passages] == ["聞き手", "佐伯", "聞き手", "佐伯"]


PAGES = {
    "messenger": (
        "<div class='_a706'>{}</div>",
        "<div class='_3-95 _a6-g'><h2 class='_2pim _a6-h _a6-i'>{0}</h2><div class='_3-95 _a6-p'><div><div></div>"
        "<div>{1}</div><div><ul class='_a6-q'><li>♥</li></ul></div></div></div><div class='_3-94 _a6-o'><div>"
        "2014-03-02 9:15</div></div></div>",
    ),
    "telegram": (
        "<div class='history'><div class='message service'><div class='body details'>2 March 2014</div></div>{}</div>",
        "<div class='message default clearfix'><div class='body'><div class='pull_right date details' "
        "title='02.03.2014 21:15:33 UTC'>21:15</div><div class='from_name'>{0}</div><div class='text'>{1}</div></div>"
        "</div>",
    ),
    "discord": (
        "<div class='chatlog'>{}</div>",
        "<div class='chatlog__message'><div class='chatlog__header'><span class='chatlog__author'>{0}</span><span "
        "class='chatlog__timestamp'>2014-03-02 21:15</span></div><div class='chatlog__content'><span>{1}</span></div>"
        "</div>",
    ),
}


@pytest.mark.parametrize("program", PAGES)
def test_messages_on_pages_are_theirs_who_sent_them(tmp_path: Path, program: str) -> None:
    around, message = PAGES[program]
    messages = message.format("Ida", f"{FIRST}<br><br>{SECOND}") + message.format("Ole", THIRD)
    document = read(
        tmp_path, f"<html><head><title>Mill</title></head><body>{around.format(messages)}</body></html>", "a.html"
    )
    said = [(each.speaker, each.time, each.text) for each in document.passages if each.kind is Kind.BODY]
    assert said == [("Ida", "2014-03-02", FIRST), ("Ida", "2014-03-02", SECOND), ("Ole", "2014-03-02", THIRD)]
    assert document.source.item["type"] == "personal_communication"
