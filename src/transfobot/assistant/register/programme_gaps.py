"""What is asked of a programme and is not on file: a day, a telephone, a quantity nobody stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_met import statements_of
from transfobot.assistant.register.programme_scores import (
    meanings_in,
    name_words,
    wanted_words,
    within,
)
from transfobot.assistant.register.programme_wording import spoken_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import FundingProgramme
from transfobot.german.spelling import nearest
from transfobot.german.stems import stem
from transfobot.german.text import fold


def gaps_met(
    desk: Desk, asked: Understanding, programme: FundingProgramme, meant: Sequence[Attribute]
) -> list[DraftSentence]:
    """Clauses of the record saying that just what is asked is not on file.

    "An wen schicke ich die Skizze" is not asked of the clause on the day for them.
    """
    wanted = wanted_words(asked) - stems_of(programme.name)
    found = []
    elsewhere = {Attribute.AGENCY, Attribute.CONTACT} & set(meant)
    timed = not meant or bool(_TIMED & set(meant))
    timed = timed and not (elsewhere and not _ASKS_TIME.search(fold(asked.core)))
    texts = (programme.term, programme.status_note) if timed else ()
    for text in (*texts, programme.note):
        clause = denied_part(text) if text else None
        if clause and wanted & (stems_of(clause) - _DENYING):
            # That no call is open is what the record knows of it, and answers when it ends.
            of_call = programme.call_open is False and _CALL.search(fold(clause))
            known = of_call and not _NEXT_CALL.search(fold(asked.core))
            line = desk.line if known else desk.gap
            evidence, value = backed(programme, text), clause.rstrip(".")
            found.append(
                line("funding_ended_status", evidence, name=programme.name, status_note=value)
            )
    evidence = backed(programme, programme.contact, programme.name)
    unknown = (_unknown_quantity(desk, asked, programme), *_unreachable(desk, asked, programme))
    return [
        *found,
        *(
            desk.gap("funding_missing", evidence, label=label, name=programme.name)
            for label in unknown
            if label is not None
        ),
    ]


_ASKS_TIME = re.compile(
    r"\bwann\b|frist|deadline|\bnoch\b|termin|\bdatum\b|\btag\b|stichtag|schluss|wie lange|\bwhen\b"
    r"|offen|\bdate\b"
)
_NEXT_CALL = re.compile(
    r"\b(?:wann|welche[mnr]? (?:tag|datum|monat)|when)\b.*\b(?:naechst|neu|kommend|weiter|next)\w*"
    r" (?:\w+ )?(?:\w*aufruf|runde|stichtag|call)\b"
)
""" "Wann kommt der nächste Aufruf?": that none is open is no answer."""
_CALL = re.compile(r"\baufruf")


_TIMED = frozenset((Attribute.STATUS, Attribute.ENDS, Attribute.SUCCESSOR))


def _unreachable(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[str]:
    """Telephone or e-mail where the contact on file has none."""
    contact = programme.contact or ""
    if names_person(asked):
        return [desk.label(Attribute.PERSON.value)]
    if not _NUMBER.search(fold(asked.core)):
        # "Wen rufe ich an?" asks who it is.
        return []
    missing = {Attribute.PHONE: not _PHONE.search(contact), Attribute.EMAIL: "@" not in contact}
    spoken = spoken_of(asked)
    wanted = [one for one in missing if one in spoken and missing[one]]
    return [desk.label(one.value) for one in wanted]


def names_person(asked: Understanding) -> bool:
    """ "Name der Abteilungsleiterin": of somebody at work there, and not of the programme."""
    return _NAME_OF.search(fold(asked.core)) is not None


_NAME_OF = re.compile(
    r"\bnamen? (?:der|des|einer|eines|vom|von) (?:\w+ )?\w*"
    r"(?:leiter|leiterin|berater|beraterin|bearbeiter|bearbeiterin|pruefer|prueferin|person|chefs?|chefin)\b"
)
_NUMBER = re.compile(
    r"nummer|telefon|durchwahl|hotline|mobil|handy|\bfon\b|\bnr\b|phone|number|mail|@"
)
_PHONE = re.compile(r"\d[\d /-]{5,}")


_DENYING_TEXT = "nicht kein ist sind hinterlegt belegt genannt bekannt ob offen"
_DENYING = frozenset(stem(word) for word in _DENYING_TEXT.split())


def _unknown_quantity(desk: Desk, asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Wie hoch ist der Zinssatz": a quantity that neither we nor the record know.

    A compound tells of what it is a kind of: "Tage" are told where "Beratungstage" are.
    """
    folded, said = fold(asked.core), words_of(asked.core)
    match = next((found for one in _QUANTITIES if (found := one.search(folded))), None)
    if match is None:
        return None
    noun, shown = match["noun"], said[len(words_of(folded[: match.start("noun")]))].shown
    capitals = any(one.shown[:1].isupper() for one in said)
    if shown[:1].islower() and capitals and not _QUANTITY_ALONE.fullmatch(noun):
        return None
    root = next((told for begun, told in _TOLD_BY.items() if noun.startswith(begun)), None)
    told = [programme.name, *programme.aliases, *(one.text for one in statements_of(programme))]
    words = stems_of(" ".join(told) if root != _WAIT else programme.note or "")
    known = any(one.startswith(root or stem(noun)) for one in words)
    if root is None:
        known = known or any(one.endswith(stem(noun)) for one in words)
        known = known or within(stem(noun), words) or _read_as_height(noun, programme)
        known = known or any(stem(noun) in name_words(one) for one in desk.register.programmes)
    return None if known else shown[:1].upper() + shown[1:]


def _read_as_height(noun: str, programme: FundingProgramme) -> bool:
    """Whether a table reads the word as more than the topic of a question ("CO2")."""
    tables, told = word_tables(), meanings_in(programme)
    found = [
        one for one in tables.find(words_of(noun)) if one.group != "synonyms" or one.key in told
    ]
    sums = nearest(noun, _SAID_OF_SUMS, 2 if len(noun) > _LONG else 1) is not None
    return sums or tables.is_filler(noun) or any(one.group != "topics" for one in found)


_SAID_OF_SUMS = ("prozent", "zuschuss", "foerderung", "kredit", "darlehen", "geld", "mittel")
_LONG = 7


_WAIT = "monat"
_TOLD_BY = {
    **dict.fromkeys(("mindest", "untergrenze", "bagatell"), "mindest"),
    **dict.fromkeys(("kreditl", "kreditd", "darlehensl"), "laufzeit"),
    **dict.fromkeys(("bearbeitungs", "entscheidungs", "bewilligungs", "warte"), _WAIT),
    "tilgungs": "tilgung",
}
"""What a quantity is told by that is called by its first part."""
_QUANTITY = (
    r"\w*(?:zinssatz|zinsen|zins|zinsbindung|gebuehr(?:en)?|provision|kosten|quote"
    r"|(?<!geltungs)dauer|laufzeit|anzahl)"
)
_QUANTITY_ALONE = re.compile(
    r"\b(?P<noun>mindest(?:betrag|summe|hoehe|zuschuss|volumen)\w*|bagatellgrenze|untergrenze"
    r"|(?:bearbeitungs|entscheidungs|bewilligungs|warte)(?:zeit|dauer|frist)\w*"
    r"|(?:kredit|darlehens)(?:laufzeit|dauer)|ratenzahlung\w*|tilgungs\w+)"
)
"""Whatever else stands around it, it is asked for."""
_QUANTITIES = (
    _QUANTITY_ALONE,
    re.compile(
        r"\b(?:wie (?:hoch|gross)|how (?:high|large|big))\s+(?:\w+\s+){0,2}?"
        r"(?:der|die|das|den|the)\s+(?:\w+en?\s+)?(?P<noun>\w{5,})\b(?!-)"
    ),
    re.compile(
        r"\b(?:welche[rnms]?|was fuer eine?n?|which|what)\s+(?:\w+\s+){0,2}?"
        rf"(?P<noun>{_QUANTITY})\b(?!-)"
    ),
    re.compile(rf"^\W*(?:\w+\s+)?(?P<noun>{_QUANTITY})\b(?!-)"),
    re.compile(r"\bwie ?viel (?P<noun>[a-z]\w{2,})\b"),
    re.compile(r"\bwie lange? dauer\w* (?:der|die|das|eine?) (?P<noun>\w{5,})\b(?!-)"),
)
