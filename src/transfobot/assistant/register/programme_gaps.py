"""What is asked of a programme and is not on file: a day, a telephone, a quantity nobody stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.draft import DraftSentence
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.programme_met import met, statements_of
from transfobot.assistant.register.programme_scores import (
    GENERAL,
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
from transfobot.domain.register import FundingKind, FundingProgramme
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
    unknown = (
        _unknown_height(desk, asked, programme),
        _unknown_duration(asked, programme),
        _unknown_loan_term(asked, programme),
        _unknown_waiting(asked, programme),
        *_unreachable(desk, asked, programme),
    )
    return [
        *found,
        *(
            desk.gap("funding_missing", evidence, label=_capital(label), name=programme.name)
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


def _capital(noun: str) -> str:
    return noun[:1].upper() + noun[1:]


_TIMED = frozenset((Attribute.STATUS, Attribute.ENDS, Attribute.SUCCESSOR))


def _unreachable(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[str]:
    """Telephone or e-mail where the contact on file has none."""
    contact = programme.contact or ""
    if not _NUMBER.search(fold(asked.core)):
        # "Wen rufe ich an?" asks who it is.
        return []
    missing = {Attribute.PHONE: not _PHONE.search(contact), Attribute.EMAIL: "@" not in contact}
    spoken = spoken_of(asked)
    wanted = [one for one in missing if one in spoken and missing[one]]
    return [desk.label(one.value) for one in wanted]


_NUMBER = re.compile(
    r"nummer|telefon|durchwahl|hotline|mobil|handy|\bfon\b|\bnr\b|phone|number|mail|@"
)
_PHONE = re.compile(r"\d[\d /-]{5,}")


def _unknown_duration(asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Wie lange dauert die Bearbeitung": not the run time, and nothing the record states."""
    if Attribute.SPAN not in asked.attributes or met(asked, programme):
        return None
    names = stems_of(" ".join((programme.name, *programme.aliases)))
    # What is told before ("Unser Stadtwerk denkt darüber nach. Wie lange …") is not what lasts.
    lasting = _HOW_LONG.search(fold(asked.core))
    if lasting is None:
        # "Welche Laufzeit schreibe ich ins Merkblatt?": the run time itself is asked for.
        return None
    first = len(words_of(fold(asked.core)[: lasting.start()]))
    for word in words_of(asked.core)[first + 1 :]:
        key = stem(word.folded)
        if word.shown[:1].isupper() and key in asked.nouns and key not in GENERAL | names:
            return word.shown
    return None


def _unknown_waiting(asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Bearbeitungszeit": where no word of the record tells when it is decided."""
    match = _WAITING.search(fold(asked.core))
    if match is None or "monat" in fold(programme.note or ""):
        return None
    return words_of(asked.core)[len(words_of(fold(asked.core)[: match.start()]))].shown


_WAITING = re.compile(r"\b(?:bearbeitungs|entscheidungs|bewilligungs|warte)(?:zeit|dauer|frist)\w*")


def _unknown_loan_term(asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Laufzeit des Kredits in Jahren": until it is paid back, not how long it is on offer."""
    match = _LOAN_TERM.search(fold(asked.core)) if programme.kind is FundingKind.LOAN else None
    if match is None or match[0][:5] in fold(programme.rate or ""):
        return None
    return words_of(asked.core)[len(words_of(fold(asked.core)[: match.start()]))].shown


_LOAN_TERM = re.compile(
    r"\b(?:kreditlaufzeit|darlehenslaufzeit|kreditdauer|zinsbindung\w*|ratenzahlung\w*"
    r"|tilgungs\w+|laufzeit(?=.*\bjahren?\b)|laufzeiten)"
)
_HOW_LONG = re.compile(r"\bwie lange?\b|\bhow long\b|\b(?:\w*dauer|\w+zeit) (?:der|des|von|fuer)\b")
_DENYING_TEXT = "nicht kein ist sind hinterlegt belegt genannt bekannt ob offen"
_DENYING = frozenset(stem(word) for word in _DENYING_TEXT.split())


def _unknown_height(desk: Desk, asked: Understanding, programme: FundingProgramme) -> str | None:
    """ "Wie hoch ist der Zinssatz": a quantity that neither we nor the record know.

    Nor does a record that speaks of investments know the least of them ("Mindestinvestition").
    """
    folded = fold(asked.core)
    if (least := _LEAST_ASKED.search(folded)) and not _has_least(programme):
        return words_of(asked.core)[len(words_of(folded[: least.start()]))].shown
    high, much = _ASKS_HEIGHT.search(folded), _ASKS_MUCH.search(folded)
    which = _ASKS_WHICH.search(folded) or _QUANTITY_ALONE.match(folded)
    match = high or which or much
    if match is None:
        return None
    noun = match["noun"]
    shown = words_of(asked.core)[len(words_of(folded[: match.start("noun")]))]
    capitals = any(one.shown[:1].isupper() for one in words_of(asked.core))
    if shown.shown[:1].islower() and (capitals or not (high or which)):
        return None
    names = stems_of(" ".join((programme.name, *programme.aliases)))
    words = names.union(*(stems_of(one.text) for one in statements_of(programme)))
    least = _LEAST_OF.match(noun)
    if least is not None:
        return None if any(one.startswith(least[0]) for one in words) else shown.shown
    if _read_as_height(noun, programme) or _HEIGHTS.search(noun):
        return None
    stemmed = stem(noun)
    if any(stemmed in name_words(one) for one in desk.register.programmes):
        # "Wie hoch ist das Qualifizierungsgeld" names a programme, and no quantity.
        return None
    known = stemmed in words or within(stemmed, words) or _of_known_costs(noun, programme)
    return None if known else shown.shown


def _of_known_costs(noun: str, programme: FundingProgramme) -> bool:
    """ "Kursgebühr", where the record tells who bears "Kosten des Lehrgangs"."""
    match = _COST_OF.fullmatch(noun)
    if match is None or "kosten" not in fold(f"{programme.rate} {programme.purpose}"):
        return False
    tables = word_tables()
    thing = match[1].removesuffix("s")
    return bool(tables.meanings(words_of(f"{match[1]} {thing}")) & meanings_in(programme))


_COST_OF = re.compile(r"(\w{3,}?)(?:kosten|gebuehr(?:en)?|preise?|beitrag|beitraege|rechnung)")


def _read_as_height(noun: str, programme: FundingProgramme) -> bool:
    """Whether a table reads the word as more than the topic of a question ("CO2")."""
    tables = word_tables()
    told = meanings_in(programme)
    found = [
        one for one in tables.find(words_of(noun)) if one.group != "synonyms" or one.key in told
    ]
    mistyped = nearest(noun, _SAID_OF_SUMS, 2 if len(noun) > _LONG else 1) is not None
    return tables.is_filler(noun) or mistyped or any(one.group != "topics" for one in found)


_SAID_OF_SUMS = ("prozent", "zuschuss", "foerderung", "kredit", "darlehen", "geld", "mittel")
_LONG = 7


_QUANTITY = (
    r"\w*(?:zinssatz|zinsen|zins|gebuehr(?:en)?|provision|kosten|quote|(?<!geltungs)dauer"
    r"|laufzeit|anzahl)"
)
_ASKS_HEIGHT = re.compile(
    r"\b(?:wie (?:hoch|gross)|how (?:high|large|big))\s+(?:\w+\s+){0,2}?"
    r"(?:der|die|das|den|the)\s+(?:\w+en?\s+)?(?P<noun>\w{5,})\b(?!-)"
)
_ASKS_WHICH = re.compile(
    r"\b(?:welche[rnms]?|was fuer eine?n?|which|what)\s+(?:\w+\s+){0,2}?"
    rf"(?P<noun>{_QUANTITY})\b(?!-)"
)
_QUANTITY_ALONE = re.compile(rf"\W*(?:\w+\s+)?(?P<noun>{_QUANTITY})\b(?!-)")
""" "Zinssatz KfW 513": with nothing before it but a word."""
_ASKS_MUCH = re.compile(r"\bwie ?viel (?P<noun>[a-z]\w{2,})\b")
_LEAST_ASKED = re.compile(
    r"\b(?:mindest(?:betrag|summe|hoehe|zuschuss|volumen)|bagatellgrenze|untergrenze)\w*"
)


def _has_least(programme: FundingProgramme) -> bool:
    return any("mindest" in fold(one.text) for one in statements_of(programme))


_LEAST_OF = re.compile(r"mindest|durchschnitt|mittlere")
_HEIGHTS = re.compile(
    r"foerder|anteil|betrag|summe|grenze|kredit|zuschuss|hilfe|leistung|teil$"
    r"|(?:tages|stunden|hoechst|prozent)s?satz"
)
