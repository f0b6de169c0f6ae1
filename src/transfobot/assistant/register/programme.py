"""One funding programme: who may apply, how much, until when, and who decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.gaps import denied_part
from transfobot.assistant.register.gaps_time import asks_amount
from transfobot.assistant.register.programme_gaps import gaps_met
from transfobot.assistant.register.programme_lines import attribute_lines_of, noted, said
from transfobot.assistant.register.programme_met import Statement, instead_of_told, met, unsaid_of
from transfobot.assistant.register.programme_scores import (
    meanings_in,
    name_words,
)
from transfobot.assistant.register.programme_wording import asks_when, spoken_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import DECISIVE
from transfobot.assistant.register.status import programme_open, programme_status
from transfobot.assistant.register.studies import speaks_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.programmes import texts_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.answers import Outcome, Status
from transfobot.domain.conversation import Audience, Referents, Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.sentences import split
from transfobot.german.stems import stem
from transfobot.german.text import fold

_MEANT = {
    Attribute.MONEY: Attribute.RATE,
    Attribute.SPAN: Attribute.STATUS,
    Attribute.ENDS: Attribute.STATUS,
    Attribute.DATE: Attribute.STATUS,
    Attribute.PERSON: Attribute.CONTACT,
    Attribute.PHONE: Attribute.CONTACT,
    Attribute.EMAIL: Attribute.CONTACT,
    Attribute.FOCUS: Attribute.PURPOSE,
    Attribute.AUDIENCES: Attribute.ELIGIBLE,
    Attribute.LEAD: Attribute.AGENCY,
    Attribute.PLACE: Attribute.AGENCY,
    Attribute.OFFERS: Attribute.PURPOSE,
    Attribute.YEAR: Attribute.BEGINS,
}
_WHOLE = (
    Attribute.PURPOSE,
    Attribute.ELIGIBLE,
    Attribute.RATE,
    Attribute.STATUS,
    Attribute.AGENCY,
)
_EXAMPLES = 4
_PAST = re.compile(
    r"\b(?:war|waren|wurde|wurden|hatte|hatten|gab|zahlte|gewesen|galt|erhielt\w*|bekam\w*|was|did)\b|damals|frueher"
)
_GUIDELINE_WORDS = (
    "netzwerkförderung",
    "netzwerkfoerderung",
    "netzwerkantr",
    "hubförderung",
    "hubfoerderung",
    "hubantr",
    "netzwerkrunde",
    "network funding",
    "network application",
    "richtlinie",
    "förderphase",
    "foerderphase",
    "bekanntmachung",
    "projekttr",
    "netzwerkprogramm",
    "projektskizze",
    "skizzen",
    "guideline",
)


def programme_answer(desk: Desk, asked: Understanding, programme: FundingProgramme) -> Draft | None:
    """What is asked of a programme; an ended one says so first.

    None where the question is about something the record does not speak of.
    """
    attributes = _meant(asked, programme)
    statements = met(asked, programme)
    happened = word_tables().meanings(words_of(asked.core)) & DECISIVE
    if _PRICE.search(fold(asked.core)):
        # "Zum halben Preis": what has to be paid, and no award.
        happened -= {"award"}
    if happened - meanings_in(programme):
        # "Wer hat die Richtlinie unterschrieben?": no record of a programme tells it.
        return None
    if _explains(asked) and not set(attributes) - {Attribute.NAMES}:
        # What else is told before it ("im Rathaus gehört") is not what it is.
        attributes, statements = [], []
    elif not attributes and not statements and _of_something_else(asked, programme):
        return None
    lines = _lines(desk, asked, programme, attributes, statements)
    gaps = gaps_met(desk, asked, programme, attributes)
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
    elif _as_firm(asked, programme):
        lines += _not_for_company(desk, programme)
    return Draft(
        _once(lines),
        outcome,
        referents=Referents(programme=programme.id, place=asked.referents.place),
    )


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
_PRICE = re.compile(
    r"\b(?:halb|voll|guenstig|billig|reduziert|ermaessigt|verguenstigt|welche|gut|klein)\w* "
    r"preis\w*|\bzum preis\b|\bpreis (?:von|je|pro|fuer)\b"
    r"|\b(?:tages|stunden|beratungs|kauf|netto|brutto|anschaffungs|listen)preis"
)


_WHO_MAY = re.compile(
    r"\b(?:wer|wen|wem|who|darf|duerfen|fuer wen|antragsberecht\w*|koennen wir)\b"
)


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
        as_running = ended and not _PAST.search(fold(asked.core))
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
    lines += more
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


_WHAT_IS_IT = re.compile(
    r"\bwas (?:ist|sind|war|soll|steckt|bedeutet|hat es)\b|\berklaer\w*|\berzaehl\w*"
    r"|\bbeschreib\w*|\bmehr (?:dazu|darueber|wissen|erfahren)\b|\bworum\b"
    r"|\bwhat is\b|\bexplain\b|\btell me about\b"
)


def _of_something_else(asked: Understanding, programme: FundingProgramme) -> bool:
    """Whether nouns are asked for that the record does not hold.

    In a follow-up a noun that only names a theme or who somebody is counts as well: "Wer ist dort
    Bürgermeister?".
    """
    nouns = list(asked.subjects)
    spoken = word_tables().meanings(words_of(asked.core))
    if asked.followup and not spoken & meanings_in(programme):
        nouns += asked.nouns
    text = " ".join(filter(None, (programme.name, *programme.aliases, *texts_of(programme))))
    return bool(nouns) and not speaks_of(text, nouns)


def _meant(asked: Understanding, programme: FundingProgramme) -> list[Attribute]:
    spoken = spoken_of(asked, name_words(programme))
    named = _NAMES_IT.search(fold(asked.core)) and not asks_amount(asked)
    if Attribute.PURPOSE in spoken or named:
        spoken = tuple(one for one in spoken if one is not Attribute.MONEY)
    meant = dict.fromkeys(_MEANT.get(one, one) for one in spoken)
    known = [one for one in meant if one in _KNOWN]
    if Attribute.SUCCESSOR in known and instead_of_told(asked, programme):
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
    if Attribute.BEGINS in known and not _WHO_MAY.search(fold(asked.core)):
        # "Seit wann kann man … beantragen?" does not ask who may.
        known = [one for one in known if one is not Attribute.ELIGIBLE]
    if Intent.COMPARE in asked.intents or Intent.CHOOSE in asked.intents:
        # "511 oder 512": the variants of one programme stand side by side in its record.
        known = [one for one in known if one is not Attribute.AGENCY or one in spoken]
        known = [*dict.fromkeys((*known, Attribute.RATE, Attribute.PURPOSE))]
    return known


def _still_in_year(asked: Understanding) -> bool:
    """ "Können wir uns auch übernächstes Jahr noch an … wenden?": whether it runs then."""
    year = asked.filters.year
    ahead = year is not None and year >= asked.day.year
    return ahead and _STILL.search(fold(asked.core)) is not None


_STILL = re.compile(r"\b(?:noch|weiter(?:hin)?|dann|immer|still)\b")


_NAMES_IT = re.compile(r"foerderung (?:von|vom|aus|seit|ab|des|der)\b")
""" "In der Förderung von 2026 …": it only says which."""
_KNOWN = frozenset(
    (
        Attribute.ELIGIBLE,
        Attribute.RATE,
        Attribute.PURPOSE,
        Attribute.AGENCY,
        Attribute.FUNDER,
        Attribute.LAW,
        Attribute.CONTACT,
        Attribute.WEBSITE,
        Attribute.BEFORE_START,
        Attribute.CONDITIONS,
        Attribute.KIND,
        Attribute.STATUS,
        Attribute.SUCCESSOR,
        Attribute.NAMES,
        Attribute.REGION,
        Attribute.BEGINS,
    )
)


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
    return firm and _APPLY.search(fold(asked.core)) is not None


_APPLY = re.compile(
    r"\b(?:wir|ich|uns|mir|unser\w*|mein\w*)\b.*\b(?:\w*antr(?:ag|aeg)\w*|bewerb\w*|einreich\w*)"
    r"|\b(?:\w*antr(?:ag|aeg)\w*|bewerb\w*|einreich\w*)\b.*\b(?:wir|ich|uns|mir)\b"
)


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


def by_guideline(desk: Desk, asked: Understanding) -> FundingProgramme | None:
    """The programme behind the networks, by its guideline, its year or what is asked of it."""
    # "Netzwerk-Förderung" is one word.
    text, year = re.sub(r"(?<=\w)-(?=\w)", "", asked.core.lower()), asked.filters.year
    of_programme = _OF_PROGRAMME & set(asked.attributes)
    named = any(word in text for word in _GUIDELINE_WORDS) or _FOR_NETWORKS.search(fold(text))
    if asked.filters.lands and asked.category is not Category.NETWORK:
        # "Welche sächsische Richtlinie …": those of the networks are the federal government's.
        return None
    applying = Attribute.ELIGIBLE in asked.attributes and _APPLYING.search(text)
    asking = of_programme or applying or _SHARE_PAID.search(fold(text))
    if not named and not (asking and asked.category is Category.NETWORK):
        return None
    fitting = network_programmes(desk)
    if {Attribute.MONEY, Attribute.RATE} & set(asked.attributes) and not _NEW.search(text):
        # "Wie viel Geld gab der Bund dafür?": of those the one whose sum is on file.
        fitting.sort(key=lambda one: denied_part(one.rate or "nicht bekannt") is not None)
    if year is not None:
        return next((one for one in fitting if str(year) in _names(one)), None)
    if fitting and _FORMER.search(text):
        return min(fitting, key=lambda one: one.opens or "9999")
    return fitting[0] if fitting else None


_FOR_NETWORKS = re.compile(
    r"(?:topf|toepfe\w*|\w*geld\w*|millionen|programm\w*|foerder\w*|budget|etat|fonds|ausschreibung"
    r"|aufruf|wettbewerb)\b(?:\s\S+){0,5}? fuer (?:\w+ ){0,3}?\w*netzwerken?\b"
)
""" "Der Fördertopf von 2021 für regionale Netzwerke": the programme behind them."""
_FORMER = re.compile(
    r"\b(?:alte[nrs]?|erste[nrs]?|bisherige[nrs]?|frühere[nrs]?|vorige[nrs]?|old|first)\b"
)
_NEW = re.compile(r"\b(?:neue[nrsm]?|neueste\w*|kommende\w*|nächste\w*|künftige\w*|new|next)\b")
_APPLYING = re.compile(r"antrag|bewerb|gefördert|gefoerdert")
_SHARE_PAID = re.compile(
    r"\b(?:prozent|anteil)\b.*\b(?:foerder\w*|bezuschuss\w*|uebern[ei]hm\w*|uebernimmt|traegt)\b"
    r"|\b(?:foerderquote|foerdersatz|eigenanteil)\b"
)
""" "Wie viel Prozent übernimmt der Bund bei den Netzwerken?"."""
_OF_PROGRAMME = frozenset((Attribute.FUNDER, Attribute.AGENCY, Attribute.LAW))


def _names(programme: FundingProgramme) -> str:
    return " ".join((programme.name, *programme.aliases, programme.law or ""))


def network_programmes(desk: Desk) -> list[FundingProgramme]:
    """Programmes that pay for networks themselves, those that can be applied for first."""
    fitting = [
        one
        for one in desk.register.programmes
        if Topic.NETWORKING in one.topics
        and not one.lands
        and Audience.COMPANY not in one.audience
        and "transformation" in one.name.lower()
    ]
    fitting.sort(key=lambda one: one.opens or "", reverse=True)
    return sorted(fitting, key=lambda one: not programme_open(one, desk.day))


def programmes_of(desk: Desk, ids: Sequence[str]) -> list[FundingProgramme]:
    """The programmes of some ids that are on record."""
    return [one for one in map(desk.register.programme, ids) if one is not None]
