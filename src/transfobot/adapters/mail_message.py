"""A letter as an e-mail message: headers that cannot be broken out of, text and plain HTML."""

from __future__ import annotations

from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP

from transfobot.domain.errors import DeliveryFailed
from transfobot.ports import Letter


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The message of a letter. Raises DeliveryFailed (permanent) for an impossible header."""
    message = EmailMessage(policy=SMTP)
    headers = {
        "From": sender,
        "To": letter.recipient,
        "Subject": letter.subject,
        "Message-ID": letter.message_id,
        **letter.headers,
    }
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    if letter.references:
        headers["In-Reply-To"] = letter.references[-1]
        headers["References"] = " ".join(letter.references)
    for value in headers.values():
        # The policy refuses line breaks as well; other control characters have no business here.
        if not value.isprintable():
            raise DeliveryFailed("eine Kopfzeile enthält Steuerzeichen", permanent=True)
    try:
        for name, value in headers.items():
            message[name] = value
        message.set_content(letter.text)
        if letter.html is not None:
            message.add_alternative(letter.html, subtype="html")
    except (ValueError, MessageError, UnicodeError):
        raise DeliveryFailed("die E-Mail lässt sich nicht bilden", permanent=True) from None
    return message


def masked(address: str) -> str:
    """An address as a log may carry it: k***@example.de."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if domain else "***"
