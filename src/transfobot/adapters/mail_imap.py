"""Mail in over IMAP: unhandled mail of one folder, marked with a keyword once it is taken in."""

from __future__ import annotations

import html
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import Any, Literal

from transfobot.domain.errors import Unavailable
from transfobot.ports import IncomingMail

HANDLED = "TransfobotErledigt"
SEEN = "\\Seen"
BATCH = 50
SIZE_LIMIT = 5_000_000
TEXT_LIMIT = 100_000
_ID = re.compile(r"<[^<>\s]{3,250}>")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_QUIET = {"bulk", "auto_reply", "auto-reply", "junk", "list"}


@dataclass(frozen=True)
class ImapInbox:
    """Inbox port. A mail is fetched again until `done` was called for it."""

    host: str
    port: int
    username: str
    password: str
    tls: Literal["none", "starttls", "tls"] = "tls"
    folder: str = "INBOX"
    timeout: float = 20.0
    ca_file: str | None = None

    def fetch(self) -> Sequence[IncomingMail]:
        """The oldest mail not yet marked; larger than five megabytes only by its headers."""
        with self._box() as box:
            uids = box.uids(f"UNKEYWORD {HANDLED}")[:BATCH]
            found: list[IncomingMail] = []
            for uid in uids:
                small = self._size(box, uid) <= SIZE_LIMIT
                mails = box.fetch(f"UID {uid}", mark_seen=False, headers_only=not small)
                found.extend(_incoming(mail.obj, str(uid)) for mail in mails)
            return found

    def done(self, uid: str, *, matched: bool) -> None:
        """Mark as handled; what belongs to a case is marked as read, the rest stays unread."""
        with self._box() as box:
            box.flag([uid], [HANDLED, SEEN] if matched else [HANDLED], value=True)

    @staticmethod
    def _size(box: Any, uid: str) -> int:
        sizes = [
            mail.size_rfc822 for mail in box.fetch(f"UID {uid}", mark_seen=False, headers_only=True)
        ]
        return sizes[0] if sizes else 0

    @contextmanager
    def _box(self) -> Iterator[Any]:
        import imaplib

        from imap_tools import MailBox, MailBoxStartTls, MailBoxUnencrypted
        from imap_tools.errors import ImapToolsError

        context = ssl.create_default_context(cafile=self.ca_file)
        try:
            if self.tls == "none":
                opened: Any = MailBoxUnencrypted(self.host, self.port, timeout=self.timeout)
            elif self.tls == "starttls":
                opened = MailBoxStartTls(
                    self.host, self.port, ssl_context=context, timeout=self.timeout
                )
            else:
                opened = MailBox(self.host, self.port, ssl_context=context, timeout=self.timeout)
            with opened.login(self.username, self.password, self.folder) as box:
                yield box
        except (ImapToolsError, imaplib.IMAP4.error, OSError):
            raise Unavailable(
                "Der Posteingang antwortet nicht; bitte TRANSFOBOT_IMAP_… prüfen."
            ) from None


def _incoming(message: Message, uid: str) -> IncomingMail:
    references = " ".join(
        str(value) for name in ("In-Reply-To", "References") for value in message.get_all(name, [])
    )
    recipients = [
        str(value)
        for name in ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
        for value in message.get_all(name, [])
    ]
    return IncomingMail(
        uid=uid,
        message_id=(_ID.findall(_storable(message.get("Message-ID", ""))) or [""])[0],
        sender=_readable(message.get("From", "")),
        recipients=tuple(_storable(one) for one in recipients)[:100],
        subject=_readable(message.get("Subject", "")),
        references=tuple(dict.fromkeys(_ID.findall(_storable(references))))[:50],
        text=_storable(_text(message)),
        auto_submitted=_automatic(message),
        returned=_returned(message),
    )


def _readable(value: object) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        decoded = str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        decoded = str(value)
    return " ".join(_storable(decoded).split())[:500]


def _storable(value: object) -> str:
    """Without NUL and half characters, which headers may hold and databases refuse."""
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _automatic(message: Message) -> bool:
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(message.get("Precedence", "")).strip().lower()
    told = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply"))
    return submitted != "no" or precedence in _QUIET or told or _is_report(message)


def _is_report(message: Message) -> bool:
    return message.get_content_type() == "multipart/report"


def _returned(message: Message) -> tuple[str, ...]:
    """The Message-IDs a delivery report gives back, where it says that delivery failed."""
    if not _is_report(message):
        return ()
    failed = False
    found: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            failed = failed or "action: failed" in part.as_string().lower()
        elif kind in {"message/rfc822", "text/rfc822-headers"}:
            head = re.search(
                r"^Message-ID:\s*(<[^<>\s]{3,250}>)",
                part.as_string()[:50_000],
                re.IGNORECASE | re.MULTILINE,
            )
            # The part's own headers come first; the returned message's follow.
            if head:
                found.append(head[1])
    return tuple(_storable(one) for one in found) if failed else ()


def _text(message: Message) -> str:
    plain, marked_up, files = "", "", 0
    for part in message.walk():
        if part.is_multipart():
            continue
        if part.get_filename():
            files += 1
        elif part.get_content_type() == "text/plain" and not plain:
            plain = _decoded(part)
        elif part.get_content_type() == "text/html" and not marked_up:
            marked_up = _decoded(part)
    text = plain.strip() or _from_html(marked_up)
    if text and files:
        text = f"{_note(files)}\n\n{text}"
    return text


def _note(files: int) -> str:
    many = "1 Anhang liegt" if files == 1 else f"{files} Anhänge liegen"
    return f"[{many} nur im Postfach der Koordinierungsstelle.]"


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = content.decode(charset, "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\x00", "")[:TEXT_LIMIT]


def _from_html(marked_up: str) -> str:
    body = re.sub(r"(?is)<(style|script|head)\b.{0,100000}?</\1>", "", marked_up)
    body = re.sub(r"(?is)<blockquote\b.*\Z", "", body)
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", body))).strip()
