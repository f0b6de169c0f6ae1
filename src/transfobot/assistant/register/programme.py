"""One funding programme: who may apply, how much, until when, and who decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.fitted import THRESHOLD, hours_told, sized_rules
from transfobot.assistant.register.gaps_scope import asks_amount
from transfobot.assistant.register.programme_lines import (
    attribute_lines_of,
    noted,
    predecessors,
    said,
)
from transfobot.assistant.register.programme_met import (
    Statement,
    gaps_met,
    met,
    names_person,
    unsaid_of,
)
from transfobot.assistant.register.programme_parties import AGENCIES
from transfobot.assistant.register.programme_scores import meanings_in, name_words
from transfobot.assistant.register.programme_wording import (
    ASKED,
    asks_as_running,
    asks_height,
    asks_of_past,
    asks_when,
    spoken_of,
)
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.scales import case_of
from transfobot.assistant.register.statements import DECISIVE
from transfobot.assistant.register.status import programme_open, programme_status
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.programmes import texts_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import pattern
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents
from transfobot.domain.register import FundingProgramme
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MEANT = {
    Attribute.MONEY: Attribute.RATE, Attribute.SPAN: Attribute.STATUS,
    Attribute.ENDS: Attribute.STATUS, Attribute.DATE: Attribute.STATUS,
    Attribute.PERSON: Attribute.CONTACT, Attribute.PHONE: Attribute.CONTACT,
    Attribute.EMAIL: Attribute.CONTACT, Attribute.FOCUS: Attribute.PURPOSE,
    Attribute.AUDIENCES: Attribute.ELIGIBLE, Attribute.LEAD: Attribute.AGENCY,
    Attribute.PLACE: Attribute.AGENCY, Attribute.AUTHOR: Attribute.AGENCY,
    Attribute.OFFERS: Attribute.PURPOSE, Attribute.YEAR: Attribute.BEGINS,
}  # fmt: skip
_WHOLE = (
    Attribute.PURPOSE,
    Attribute.ELIGIBLE,
    Attribute.RATE,
    Attribute.STATUS,
    Attribute.AGENCY,
)
_EXAMPLES = 4


def programme_answer(desk: Desk, asked: Understanding, programme: FundingProgramme) -> Draft | None:
    """What is asked of a programme; an ended one says so first.

    None where the question is about something the record does not speak of.
    """
    attributes = _meant(asked, programme)
    statements = met(asked, programme)
    happened = asked.meanings & DECISIVE
    if _PRICE.search(asked.folded):
        # "Zum halben Preis": what has to be paid, and no award.
        happened -= {"award"}
    if happened - meanings_in(programme):
        # "Wer hat die Richtlinie unterschrieben?": no record of a programme tells it.
        return None
    if _explains(asked) and not set(attributes) - {Attribute.NAMES}:
        # What else is told before it ("im Rathaus gehört") is not what it is.
        attributes, statements = [], []
    elif _explains(asked) and set(attributes) <= {Attribute.NAMES, Attribute.ELIGIBLE}:
        # "Was ist das, und kriegen wir das?": what it is, how much, and on which conditions.
        attributes = [Attribute.PURPOSE, Attribute.RATE, Attribute.ELIGIBLE, Attribute.CONDITIONS]
    elif not attributes and not statements and _of_something_else(asked, programme):
        return _only_ended(desk, asked, programme)
    lines = _lines(desk, asked, programme, attributes, statements)
    if _BEFORE_IT.search(asked.folded):
        lines += predecessors(desk, programme)
    gaps = gaps_met(desk, asked, programme, attributes)
    if Attribute.STATUS in attributes and programme.status_on(desk.day) is Status.UNKNOWN:
        # "Gilt das noch?": that nobody has proven it is the answer.
        gaps, lines = [], [replace(lines[0], part=Part.ANSWER), *lines[1:]]
    if gaps:
        # Who may apply is an answer, whatever is open about the day.
        who = [one for one in attributes if one is Attribute.ELIGIBLE]
        told = {two for one in who for two in attribute_lines_of(desk, asked, programme, one)}
        lines = [*gaps, *(one if one in told else one.beside() for one in lines)]
    outcome = Outcome.ANSWERED
    personal = (asked.individual or Intent.ELIGIBILITY in asked.intents) and not asks_when(asked)
    if personal and programme.status_on(desk.day) is not Status.ENDED:
        lines += _verdict(desk, asked, programme)
        outcome = Outcome.PARTLY
    refused = _as_firm(asked, programme)
    if refused and outcome is Outcome.ANSWERED:
        # That no firm may apply answers whatever else it asks of its application.
        lines = [*_not_for_company(desk, programme), *lines]
    return Draft(
        _once(lines),
        outcome,
        whole=refused,
        referents=Referents(programme=programme.id, place=asked.referents.place),
    )


def _only_ended(desk: Desk, asked: Understanding, programme: FundingProgramme) -> Draft | None:
    """That it has ended, for whoever asks something else of it as if it ran."""
    if programme.status_on(desk.day) is not Status.ENDED or not asks_as_running(asked):
        return None
    lines = tuple(programme_status(desk, programme))
    return Draft(lines, Outcome.PARTLY, referents=Referents(programme=programme.id))


def _once(lines: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The lines without those that only say again what another one says, under another label."""
    kept: list[DraftSentence] = []
    answering = [one for one in dict.fromkeys(lines) if one.part is Part.ANSWER]
    for one in dict.fromkeys(lines):
        value = one.text.rpartition(": ")[2].rstrip(".")
        others = kept if one.part is Part.ANSWER else [*kept, *answering]
        said = any(value in other.text for other in others if other.text != one.text)
        if not said or len(value) < _LONG_VALUE or value == one.text.rstrip("."):
            kept.append(one)
    return tuple(kept)


_LONG_VALUE = 20
_PRICE = pattern("price")


_ITS_STATE = re.compile(r"\bnoch\b|\bbis\b|frist|laeuft|laufzeit|offen|\bende|\bwann\b|still|until")
_BEFORE_IT = re.compile(
    r"\b(?:was|welches programm|wie hiess\w*|wer)\b.*\b(?:davor|vorher|zuvor)\b|\bvorgaenger\w*"
    r"|\b(?:lief|gab es|war|kam|existierte) (?:es |da )?vor (?:dem |der )?(?!\d)\w"
    r"|\bvorlaeufer\w*|\bpredecessor"
)
""" "Was war davor?": what it has replaced."""


def _lines(
    desk: Desk,
    asked: Understanding,
    programme: FundingProgramme,
    attributes: Sequence[Attribute],
    statements: Sequence[Statement],
) -> list[DraftSentence]:
    """Its end or doubt first, then what is asked, then what else the question meets."""
    whole = not attributes and not statements
    wanted = list(_WHOLE) if whole else list(attributes)
    lines: list[DraftSentence] = []
    dead = programme.status_on(desk.day) in (Status.ENDED, Status.UNKNOWN)
    late = programme.too_late_on(desk.day) or programme.call_open is False
    if (dead or late) and Attribute.STATUS not in wanted:
        state = programme_status(desk, programme)
        # Asked as if it ran, that it has ended is the answer; a doubt is none.
        ended = programme.status_on(desk.day) is Status.ENDED
        as_running = ended and not asks_of_past(asked)
        lines += state if as_running else [one.beside() for one in state]
        unproven = programme.status_on(desk.day) is Status.UNKNOWN
        closed = programme.call_open is False or programme.too_late_on(desk.day)
        if (unproven or closed) and programme.term:
            lines.append(noted(desk, programme, programme.term.rstrip(".")).beside())
    if Attribute.STATUS in wanted:
        lines += attribute_lines_of(desk, asked, programme, Attribute.STATUS)
    told = unsaid_of(lines, statements)
    sharp = Attribute.CONDITIONS in wanted and any(
        one.attribute in (Attribute.CONDITIONS, Attribute.RATE) for one in told
    )
    asked_for: list[DraftSentence] = []
    for attribute in wanted:
        if attribute is Attribute.STATUS or (sharp and attribute is Attribute.CONDITIONS):
            continue
        asked_for += attribute_lines_of(desk, asked, programme, attribute)
    lines += asked_for
    further = [one for one in told if one.attribute not in _WHOLE or one.attribute not in wanted]
    more = [said(desk, programme, one) for one in unsaid_of(lines, further)]
    if asked_for and not any(one.part is Part.ANSWER for one in asked_for):
        # A statement that shares words is no answer to an attribute that is not on file.
        more = [one.beside() for one in more]
        past = dead and asks_of_past(asked)
        if (past or not dead) and asks_amount(asked) and not _ITS_STATE.search(asked.folded):
            # "Wie viel Prozent bekommen Netzwerke ab 2027?": that it runs is no answer.
            lines = [one.beside() if one not in asked_for else one for one in lines]
    lines += more
    if case_of(asked).size is not None and (
        whole or any(THRESHOLD.search(one.text) for one in lines)
    ):
        # "Wie viele von 180 müssen betroffen sein?": the number itself.
        others = [one for one in lines if not THRESHOLD.search(one.text)]
        lines = [*sized_rules(desk, asked, [programme]), *others]
    lines = [*hours_told(desk, asked, [programme]), *lines]
    # Whoever asks in general gets what is on file.
    return [one for one in lines if one.part is not Part.MISSING] if whole else lines


def _explains(asked: Understanding) -> bool:
    """ "Davon habe ich gehört. Was ist das?": the sentence asks nothing narrower."""
    for start, end in split(asked.core):
        sentence = asked.core[start:end]
        stems = {stem(word.folded) for word in words_of(sentence)}
        if _WHAT_IS_IT.search(fold(sentence)) and not stems & set(asked.subjects):
            return True
    return False


_WHAT_IS_IT = pattern("what_is_it")


def _of_something_else(asked: Understanding, programme: FundingProgramme) -> bool:
    """Whether nouns are asked for that the record does not hold.

    In a follow-up a noun that only names a theme or who somebody is counts as well: "Wer ist dort
    Bürgermeister?".
    """
    nouns = list(asked.subjects)
    spoken = asked.meanings
    if asked.followup and not spoken & meanings_in(programme):
        nouns += asked.nouns
    text = " ".join(filter(None, (programme.name, *programme.aliases, *texts_of(programme))))
    return bool(nouns) and not speaks_of(text, nouns)


def _meant(asked: Understanding, programme: FundingProgramme) -> list[Attribute]:
    spoken = spoken_of(asked, name_words(programme))
    named = _NAMES_IT.search(asked.folded) and not asks_amount(asked)
    if (Attribute.PURPOSE in spoken and not asks_height(asked)) or named:
        spoken = tuple(one for one in spoken if one is not Attribute.MONEY)
    meant = dict.fromkeys(_MEANT.get(one, one) for one in spoken)
    known = [one for one in meant if one in _KNOWN]
    if names_person(asked):
        known = [one for one in known if one is not Attribute.NAMES]
    if not _WHO.search(asked.folded) and Attribute.PERSON in spoken:
        # "Die Geschäftsführung sagt …" asks for nobody.
        known = [one for one in known if one is not Attribute.CONTACT]
    living = programme.status_on(asked.day) is Status.RUNNING and not programme.successors
    if living and not _FOLLOWING.search(asked.folded):
        # "Was legen wir stattdessen vor?": instead of a paper, not of the programme.
        known = [one for one in known if one is not Attribute.SUCCESSOR]
    asks_who = Intent.ELIGIBILITY in asked.intents and not asks_when(asked)
    if asks_who and Attribute.ELIGIBLE not in known:
        known.insert(0, Attribute.ELIGIBLE)
    # "Die neue Richtlinie" only names it.
    if set(asked.filters.statuses) - {"new"} and Attribute.STATUS not in known:
        known.insert(0, Attribute.STATUS)
    if _still_in_year(asked) and Attribute.STATUS not in known:
        known.insert(0, Attribute.STATUS)
    if Intent.RESPONSIBLE in asked.intents and Attribute.AGENCY not in known:
        known.append(Attribute.AGENCY)
    if Attribute.KIND in known and Attribute.RATE not in known:
        # "Muss alles zurück?": what is given for good stands with the height of the aid.
        known.append(Attribute.RATE)
    if Attribute.REGION in known and Attribute.ELIGIBLE not in known:
        known.append(Attribute.ELIGIBLE)
    if Attribute.CONDITIONS in known and Attribute.DATE in spoken:
        known = [one for one in known if one is not Attribute.STATUS]
    if Attribute.SPAN in spoken and programme.status_on(asked.day) is Status.ENDED:
        # "Wie viele Jahre lief es?": from when to when.
        known = [*dict.fromkeys((*known, Attribute.BEGINS))]
    elif Attribute.SPAN in spoken and _LASTING.search(programme.rate or ""):
        # "Wie lange dauert das Coaching?": for so many days it is paid.
        known = [*dict.fromkeys((*known, Attribute.RATE))]
    if Attribute.CONTACT in known and not {Attribute.PHONE, Attribute.EMAIL} & set(spoken):
        known = [*dict.fromkeys((*known, Attribute.AGENCY))]
    if Attribute.ELIGIBLE in known and _other_office(asked, programme):
        known = [*dict.fromkeys((*known, Attribute.AGENCY))]
    if Intent.COMPARE in asked.intents or Intent.CHOOSE in asked.intents:
        # "511 oder 512": the variants of one programme stand side by side in its record.
        known = [one for one in known if one is not Attribute.AGENCY or one in spoken]
        known = [*dict.fromkeys((*known, Attribute.RATE, Attribute.PURPOSE))]
    return known


def _other_office(asked: Understanding, programme: FundingProgramme) -> bool:
    """ "Kann ich das bei der SAB beantragen?": who decides is asked as well."""
    spoken = {stem(word.folded) for word in asked.words} & AGENCIES
    return bool(spoken - name_words(programme))


def _still_in_year(asked: Understanding) -> bool:
    """ "Können wir uns auch übernächstes Jahr noch an … wenden?": whether it runs then."""
    year = asked.filters.year
    ahead = year is not None and year >= asked.day.year
    return ahead and _STILL.search(asked.folded) is not None


_STILL = re.compile(r"\b(?:noch|weiter(?:hin)?|dann|immer|still)\b")


_WHO = pattern("who")
_LASTING = re.compile(r"\bdauert\b|\b(?:Beratungst|T)agen?\b")
_FOLLOWING = re.compile(r"nach\w*folg|folgeprogramm|abgeloest|abloes|successor|replac|follows?\b")
_NAMES_IT = re.compile(r"foerderung (?:von|vom|aus|seit|ab|des|der)\b")
""" "In der Förderung von 2026 …": it only says which."""
_KNOWN = frozenset((*ASKED, Attribute.WEBSITE, Attribute.NAMES))


def _verdict(desk: Desk, asked: Understanding, programme: FundingProgramme) -> list[DraftSentence]:
    """The rule with its source and who decides; never whether this firm may."""
    lines = []
    asks_as_firm = asked.audience is Audience.COMPANY
    if asks_as_firm and Audience.COMPANY not in programme.audience:
        lines += _not_for_company(desk, programme)
        lines += _instead(desk, asked)
    if programme.agency:
        evidence = backed(programme, programme.agency)
        lines.append(desk.line("funding_decides", evidence, agency=programme.agency))
    else:
        lines.append(desk.line("funding_decides_unknown", backed(programme, programme.name)))
    return lines


def _not_for_company(desk: Desk, programme: FundingProgramme) -> list[DraftSentence]:
    evidence = backed(programme, programme.note, programme.eligible)
    lines = [desk.line("funding_not_for_company", evidence)]
    note = programme.note
    return [*lines, noted(desk, programme, note.rstrip("."))] if note else lines


def _as_firm(asked: Understanding, programme: FundingProgramme) -> bool:
    """ "Als Stanzbetrieb stelle ich einen Antrag": where no firm may apply."""
    firm = asked.audience is Audience.COMPANY and Audience.COMPANY not in programme.audience
    return firm and _APPLY.search(asked.folded) is not None


_APPLY = pattern("apply")


def _instead(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    place = asked.place.unique if asked.place else None
    land = place.land if place else next(iter(asked.filters.lands), None)
    fitting = [
        one
        for one in desk.register.programmes
        if Audience.COMPANY in one.audience
        and programme_open(one, desk.day)
        and (not one.lands or land in one.lands)
    ]
    if not fitting:
        return []
    chosen = fitting[:_EXAMPLES]
    evidence = [backed(one, one.name) for one in chosen]
    names = "; ".join(one.name for one in chosen)
    return [desk.line("funding_instead", *evidence, names=names)]
