"""The IMAP inbox on a real Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from tests.servers.dovecot import PASSWORD, USER, Mailbox, dovecot
from transfobot.adapters.mail_imap import HANDLED, ImapInbox
from transfobot.domain.errors import Unavailable

pytestmark = pytest.mark.imap

BOUNCE = """From: MAILER-DAEMON@mx.example
Message-ID: <bounce@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=grenze

--grenze
Content-Type: text/plain

Konnte nicht zugestellt werden.
--grenze
Content-Type: message/delivery-status

Reporting-MTA: dns; mx

Final-Recipient: rfc822; nord@stelle.example
Action: failed
Status: 5.1.1
--grenze
Content-Type: message/rfc822

Subject: x
Message-ID: <tb.unser@netz.example>

Guten Tag
--grenze--
"""


@pytest.fixture
def server() -> Iterator[Mailbox]:
    with dovecot() as mailbox:
        yield mailbox


@pytest.fixture
def inbox(server: Mailbox) -> ImapInbox:
    return ImapInbox("127.0.0.1", server.port, USER, PASSWORD, tls="none")


def a_mail(text: str = "Gern.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {
        "From": "Büro Nord <nord@stelle.example>",
        "To": "assistent+abc@netz.example",
        "Subject": "Größe der Übergabe",
        "Message-ID": "<eins@stelle.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in known.items():
        message[name] = value
    message.set_content(text)
    return message


def test_mail_comes_until_it_is_marked(server: Mailbox, inbox: ImapInbox) -> None:
    mail = a_mail(In_Reply_To="<tb.1@netz.example>", References="<tb.0@x> <tb.1@netz.example>")
    server.deliver(bytes(mail))
    (got,) = inbox.fetch()
    assert got.message_id == "<eins@stelle.example>"
    assert got.references == ("<tb.1@netz.example>", "<tb.0@x>")
    assert got.recipients == ("assistent+abc@netz.example",)
    assert got.subject == "Größe der Übergabe"
    assert got.text.strip() == "Gern."
    assert not got.auto_submitted
    assert inbox.fetch() == [got]
    inbox.done(got.uid, matched=True)
    assert inbox.fetch() == []
    (flags,) = server.flags()
    assert HANDLED in flags
    assert "\\Seen" in flags


def test_unmatched_mail_stays_unread_for_staff(server: Mailbox, inbox: ImapInbox) -> None:
    server.deliver(bytes(a_mail()))
    (got,) = inbox.fetch()
    inbox.done(got.uid, matched=False)
    (flags,) = server.flags()
    assert HANDLED in flags
    assert "\\Seen" not in flags


@pytest.mark.parametrize(
    "header",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}],
)
def test_automatic_mail_is_told_apart(
    server: Mailbox, inbox: ImapInbox, header: dict[str, str]
) -> None:
    server.deliver(bytes(a_mail(**header)))
    (got,) = inbox.fetch()
    assert got.auto_submitted


def test_html_only_attachments_and_odd_charsets(server: Mailbox, inbox: ImapInbox) -> None:
    marked_up = EmailMessage()
    marked_up["Message-ID"] = "<html@stelle.example>"
    marked_up.set_content(
        "<style>p{}</style><p>Gern &amp; bald.</p><p>Am Montag</p><blockquote>alt</blockquote>",
        subtype="html",
    )
    with_file = a_mail("Siehe Anhang.", Message_ID="<datei@stelle.example>")
    with_file.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    latin = (
        b"From: a@b.example\r\nMessage-ID: <latin@b.example>\r\n"
        b"Content-Type: text/plain; charset=x-unbekannt\r\n\r\nGr\xc3\xb6\xc3\x9fe\r\n"
    )
    for content in (bytes(marked_up), bytes(with_file), latin):
        server.deliver(content)
    html, file, odd = inbox.fetch()
    assert html.text == "Gern & bald.\nAm Montag"
    assert file.text.startswith("[1 Anhang liegt nur im Postfach der Koordinierungsstelle.]")
    assert "Siehe Anhang." in file.text
    assert odd.text.strip() == "Größe"


def test_a_bounce_names_our_letter(server: Mailbox, inbox: ImapInbox) -> None:
    server.deliver(BOUNCE.replace("\n", "\r\n").encode())
    (got,) = inbox.fetch()
    assert got.returned == ("<tb.unser@netz.example>",)
    assert got.auto_submitted


def test_mail_without_any_headers_is_harmless(server: Mailbox, inbox: ImapInbox) -> None:
    server.deliver(b"\r\nnur Text\r\n")
    (got,) = inbox.fetch()
    assert got.message_id == ""
    assert got.sender == ""
    inbox.done(got.uid, matched=False)
    assert inbox.fetch() == []


def test_wrong_password_and_nobody_there(server: Mailbox, free_port: int) -> None:
    with pytest.raises(Unavailable):
        ImapInbox("127.0.0.1", server.port, USER, "falsch", tls="none").fetch()
    with pytest.raises(Unavailable):
        ImapInbox("127.0.0.1", free_port, USER, PASSWORD, tls="none").fetch()


def test_bytes_no_database_takes_are_taken_out(server: Mailbox, inbox: ImapInbox) -> None:
    server.deliver(
        b"From: B\xfcro <a@b.example>\r\nTo: x\xff@netz.example\r\n"
        b"Subject: =?utf-8?q?Null=00Byte?= \xed\xa0\x80\r\nMessage-ID: <x\xff\xfe@b.example>\r\n"
        b"References: <\xff\xfe@b.example>\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nR2VybgBhbSBNb250YWcu7aCA\r\n"
    )
    (got,) = inbox.fetch()
    fields = (got.sender, got.subject, got.text, got.message_id, *got.references, *got.recipients)
    for field in fields:
        assert "\x00" not in field
        assert field.encode()
    assert "am Montag." in got.text
