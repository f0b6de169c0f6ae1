"""An answer as chat messages: split first, then formatted, every foreign character escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from transfobot.domain.answers import Answer, Citation, OfficeCard
from transfobot.ports.chat import Button, Outgoing
from transfobot.prompts import Phrases

PART = 3800
"""Longest part in UTF-16 units; the service allows 4,096 and mark-up needs a little."""

PARTS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, and an address where all of it is a link."""

    text: str
    url: str | None = None

    @property
    def html(self) -> str:
        """Escaped, with the link."""
        words = escape(self.text, quote=False)
        return f'<a href="{escape(self.url)}">{words}</a>' if self.url else words


def units(text: str) -> int:
    """Length as the service counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", errors="replace")) // 2


def split(text: str, limit: int = PART) -> list[str]:
    """Cut a long text at a line, else a blank, never inside a character."""
    parts = []
    while units(text) > limit:
        head = text[:limit]
        while units(head) > limit:
            head = head[: -max(1, (units(head) - limit) // 2)]
        cut = max(head.rfind("\n"), head.rfind(" "))
        cut = cut if cut > len(head) // 2 else len(head)
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [part for part in [*parts, text] if part]


def pack(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines into messages of at most PART units, at most PARTS of them; order is kept."""
    groups: list[list[Line]] = [[]]
    size = 0
    for line in lines:
        for piece in split(line.text):
            length = units(piece) + 2
            if size + length > PART and groups[-1]:
                groups.append([])
                size = 0
            groups[-1].append(Line(piece, line.url))
            size += length
    return [group for group in groups if group][:PARTS]


def compose(
    chat_id: int,
    lines: Iterable[Line],
    *,
    buttons: tuple[tuple[Button, ...], ...] = (),
    reply_to: int | None = None,
    thread_id: int | None = None,
) -> list[Outgoing]:
    """Messages for a chat; buttons stand under the last."""
    groups = pack(lines)
    return [
        Outgoing(
            chat_id,
            "\n\n".join(line.html for line in group),
            "\n\n".join(line.text for line in group),
            buttons if number == len(groups) else (),
            reply_to if number == 1 else None,
            thread_id,
        )
        for number, group in enumerate(groups, 1)
    ]


def answer_lines(answer: Answer, phrases: Phrases, *, linked: bool) -> list[Line]:
    """What an answer says: sentences, office, notices, sources last."""
    language = answer.language
    lines = [Line(answer.text)]
    if answer.clarification and answer.clarification.question not in answer.text:
        lines.append(Line(answer.clarification.question))
    if answer.office:
        lines.append(Line(office_text(answer.office, phrases, language)))
    lines += [Line(notice) for notice in answer.notices]
    lines += [
        Line(source_text(citation, phrases, language), citation.url if linked else None)
        for citation in answer.citations
    ]
    return lines


def source_text(citation: Citation, phrases: Phrases, language: str) -> str:
    """One source in one line: number, title, page, day."""
    details = [citation.title]
    if citation.page:
        details.append(phrases.of("telegram.page", language, page=citation.page))
    if citation.as_of:
        details.append(phrases.of("telegram.as_of", language, day=citation.as_of))
    return f"[{citation.number}] " + ", ".join(details)


def office_text(office: OfficeCard, phrases: Phrases, language: str) -> str:
    """Whom to turn to: the substitute first where the office is not active."""
    lines = []
    if office.substitute:
        lines.append(phrases.of("telegram.substitute", language, name=office.substitute))
    reach = " · ".join(
        part
        for part in (office.contact, office.phone, office.email, office.website, office.address)
        if part
    )
    named = office.organisation + (f" · {reach}" if reach else "")
    lines.append(phrases.of("telegram.office", language, office=named))
    lines.append(office.reason)
    if office.verified_on:
        lines.append(phrases.of("telegram.as_of", language, day=office.verified_on))
    return "\n".join(line for line in lines if line)
