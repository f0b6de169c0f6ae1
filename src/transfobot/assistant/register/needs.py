"""What somebody seeks who tells of a matter of their own: for whom it is, and what money is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.register.askers import asker, concerns_of, speaks_of_towns
from transfobot.assistant.register.programme_parties import AGENCIES
from transfobot.assistant.register.programme_scores import (
    BROAD,
    GENERAL,
    KINDS,
    lands_of,
    meanings_in,
    words_in,
)
from transfobot.assistant.register.qualities import untold
from transfobot.assistant.understand.clauses import asking_clauses, clauses_of, told_of_oneself
from transfobot.assistant.understand.language import Word, of_oneself, words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Filters,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.conversation import Audience, Language, Topic
from transfobot.domain.register import FundingKind, FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_BRIEF, _LONG_STORY = 5, 400
_MONEY = re.compile(
    r"\w*foerder\w*|\w*topf|\w*toepfen?|\w*zuschu\w*|\w*kredit\w*|\w*darlehen|geld\w*|\w*mittel|hilfen?|funding|grants?"
    r"|loans?|money|soforthilfe"
)
_PAYS = re.compile(
    r"(?:be)?zahl(?:t|en|e|st)|foerder(?:t|n|e)|finanzier(?:t|en)|uebern(?:immt|ehmen)|pays?"
)
_WANTING = re.compile(
    r"\b(?:woll|moecht|will\b|plan|brauch|braeucht|benoetig|such|muess|soll|need|want|kauf|bau|anschaff)"
)
_BACK = re.compile(r"\b(?:das|dafuer|dazu|hierfuer|dabei|sowas|so was|da|dies\w*|it|that|this)\b")
""" "Fördert das jemand?": what was told before."""
_PAST = re.compile(
    r"\b(?:bekam\w*|erhielt\w*|floss\w*|flossen|ging\w*|kam|kamen)\b"
    r"|\b(?:hat|haben)\b.*\b(?:bekommen|erhalten|gekriegt)\b"
)
_NUMBERED = re.compile(r"\bkfw[ -]*(?:kredit|programm|nr\.?|nummer)?[ -]*(\d{3})\b")
_INSTRUMENT = re.compile(
    r"(?!foerder|transformation|steuer|bundes|landes|preis|bar|buss|lehr|projekt|staats|eltern|kinder|netzwerk|hub)"
    r"[a-z]{3,}?(?P<head>geld|praemie|bonus|gutschein|scheck|urlaub|buergschaft|bafoeg)(?:e|en|er|s)?"
)
"""Names of money that somebody has heard of; "Fördergeld" is any money."""
_FOR = frozenset(("fuer", "fuers", "zur", "zum", "for"))
_OURS = re.compile(r"\b(?:wir|(?<!bei )uns|unser\w*|we|us|our)\b")
_YOURS = re.compile(r"\beu(?:ch|re\w*)\b")
_KINDS = (None, Category.OFFER, Category.FUNDING, Category.OFFICE)
_OF_RECORDS = frozenset((Intent.COUNT, Intent.COMPARE, Intent.SUMMARY, Intent.EXPLAIN))
_OF_FIGURES = frozenset((Intent.COUNT, Intent.COMPARE, Intent.SUMMARY))
_TURNING = frozenset((Intent.HELP, Intent.WORRY, Intent.RESPONSIBLE, Intent.CHANGE))
OF_MONEY = frozenset((Attribute.RATE, Attribute.ELIGIBLE, Attribute.MONEY, Attribute.KIND))
_OF_PAY = frozenset((Attribute.FUNDER, Attribute.RATE, Attribute.MONEY))
_OF_HELP = OF_MONEY | {Attribute.OFFERS, Attribute.AUDIENCES, Attribute.PLACE, Attribute.REGION}
_OF_ONESELF = _OF_HELP | {
    Attribute.STATUS, Attribute.CONDITIONS, Attribute.BEFORE_START, Attribute.PURPOSE,
    Attribute.HOURS, Attribute.PERSON, Attribute.CONTACT, Attribute.FUNDER, Attribute.PARTNERS,
    Attribute.FOCUS, Attribute.LEAD, Attribute.ENDS,
}  # fmt: skip
"""What the words of a situation seem to ask of a record: "gibt es noch …", "was muss ich …"."""


def seeks_training(asked: Understanding) -> bool:
    """Whether training is sought: an apprentice seeks none, nor does who asks what is paid."""
    if _OF_PAY & set(asked.attributes):
        return False
    found = asked.found
    told = {at for one in found if one.group == "concerns" for at in one.at}
    taught = (one for one in found if (one.group, one.key) == ("topics", "qualification"))
    return any(not set(one.at) <= told for one in taught)


def themes_of(asked: Understanding, audience: Audience) -> set[Topic]:
    """What help is sought for: of a course not what it teaches, of a town without a firm sites."""
    themes, taught, own = set(asked.topics), set[str](), set[str]()
    for clause in _PARTS.split(asked.folded):
        keys = {one.key for one in word_tables().find(words_of(clause)) if one.group == "topics"}
        (taught if Topic.QUALIFICATION in keys else own).update(keys)
    if Topic.QUALIFICATION in themes:
        themes -= {Topic(one) for one in (taught - own) & _TAUGHT}
    town = audience is Audience.MUNICIPALITY and themes & _LOSING
    return themes - UNTOPICAL | ({Topic.SITE, Topic.NETWORKING} if town else set())


UNTOPICAL = frozenset((Topic.FUNDING, Topic.NETWORKING, Topic.OTHER, Topic.LABOUR_RELATIONS))
_LOSING = frozenset((Topic.CLOSURE, Topic.LABOUR_RELATIONS))
_PARTS = re.compile(r"[.,;:?!]|\b(?:und|oder|sowie|and|or)\b")
_TAUGHT = frozenset((Topic.TECHNOLOGY, Topic.ENERGY, Topic.DIGITALISATION, Topic.BUSINESS_MODEL))


def for_newcomers(programme: FundingProgramme, asked: Understanding) -> bool:
    """Whether it advises on people from abroad, where those who are there want to learn."""
    learning = Topic.QUALIFICATION in asked.topics and of_oneself(asked.core)
    hiring = {"abroad", "hiring"} & concerns_of(asked)
    return programme.kind is FundingKind.SERVICE and learning and not hiring


def tells_of_need(asked: Understanding) -> bool:
    """Whether somebody tells of a need in our field, and asks of no record or figure."""
    intents, attributes = set(asked.intents), asked_of(asked)
    if Topic.QUALIFICATION in asked.topics:
        # "Wo finde ich Kurse?", "wo bekomme ich das her?": of no office.
        attributes -= {Attribute.AGENCY} if asked.place else {Attribute.ADDRESS, Attribute.AGENCY}
    if not of_no_record(asked) or asked.category not in _KINDS or _OF_RECORDS & intents:
        return False
    if (
        asked.individual
        and asked.audience is Audience.MUNICIPALITY
        and re.search(r"\bich\b", asked.core)
    ):
        # "Darf ich als Bürgermeisterin …?": what an office may do stands in no record.
        return False
    telling = of_oneself(asked.core) and not (intents or attributes or "?" in asked.text)
    if not telling and untold(asked, ""):
        # "Frauenanteil im Saarland?": a figure is asked for that nobody tells, and no help.
        return False
    topics = set(asked.topics) - {Topic.OTHER, Topic.FUNDING, Topic.NETWORKING}
    money, plain = Topic.FUNDING in asked.topics, not asked.subjects_anywhere
    if asked.audience_said or of_oneself(asked.text) or _YOURS.search(asked.folded):
        money = money and _OURS.search(asked.folded) is not None
        money = money and (plain or asker(asked) is Audience.COMPANY)
        # "Soll die Firma den Transporter leasen?": a noun of no table is what is asked of.
        told = plain and (asked.audience_said or _TURNING & intents)
        told = told or (asked.audience_said and Intent.RESPONSIBLE in intents)
        told = told or bool(Topic.FUNDING in asked.topics and aims_of(asked))
        topics -= set() if told or _TURNING & intents else {Topic.LABOUR_RELATIONS}
        return bool(topics or money or told) and attributes <= _OF_ONESELF
    if attributes - _OF_HELP or asked.filters.year:
        return False
    brief = len(asked.words) <= _BRIEF or asked.category is Category.OFFER
    brief = brief or (Topic.QUALIFICATION in topics and Intent.LIST in intents)
    sought = plain and (money or OF_MONEY & attributes) and speaks_of_towns(asked)
    return bool(sought or (topics and (brief or _TURNING & intents)))


def asked_of(asked: Understanding) -> set[Attribute]:
    """What is asked of a record: not by what is told of oneself, nor by how much there is."""
    attributes = set(asked.attributes)
    if not (of_oneself(asked.core) and asked.audience_said):
        return attributes
    asking = " ".join(asking_clauses(asked.core, word_tables()))
    found = word_tables().find(words_of(asking))
    attributes &= {Attribute(one.key) for one in found if one.group == "attributes"}
    return attributes - ({Attribute.RESULTS} if Attribute.RATE in attributes else set())


def tells_of_work(asked: Understanding, *, lawful: bool) -> bool:
    """Whether a situation is told for help; the law of "Elternzeit" is none, if `lawful`."""
    intents = set(asked.intents)
    if asked.category not in _KINDS or _OF_FIGURES & intents or asked.filters.year:
        return False
    helped = {Intent.HELP, Intent.LIST, Intent.ELIGIBILITY} & intents
    sought = (asked.topics or asked.audience_said or helped) and not untold(asked, "")
    return bool(sought) and of_no_record(replace(asked, foreign_topic=None) if lawful else asked)


def narrowed(asked: Understanding) -> bool:
    """Whether it is said who asks, from where, or about what beside money."""
    themes = set(asked.topics) - {Topic.FUNDING}
    return bool(themes or asked.place or asked.audience_said or asked.filters != Filters())


def of_no_record(asked: Understanding) -> bool:
    """Whether nothing on file is named, and nothing foreign or of the service is asked."""
    named = not (asked.mentions.empty and asked.spoken_of.empty) or asked.mentions.authored
    return not (named or asked.meta or asked.foreign_topic or asked.complaint)


def money_called(word: Word) -> str | None:
    """What kind of money a word is the name of: a "Bildungsgutschein" is a "gutschein"."""
    match = _INSTRUMENT.fullmatch(word.folded)
    return match["head"] if match else None


def unheld_programme(asked: Understanding, programmes: Sequence[FundingProgramme]) -> str | None:
    """The name of a programme that is asked for and that no record is called by."""
    names = fold(" ".join(name for one in programmes for name in (one.name, *one.aliases)))
    numbered = _NUMBERED.search(asked.folded)
    if numbered is not None and numbered[1] not in names:
        return f"KfW {numbered[1]}"
    words = asked.words
    found = word_tables().find(words)
    for one in found:
        if one.group == "unheld":
            name = asked.core[words[one.start].start : words[one.end - 1].end]
            return None if fold(name) in names else name
    if Intent.RESPONSIBLE in asked.intents and asked.place:
        return None
    decided = {at for one in found if one.group == "foreign" for at in one.at}
    heard = (word for at, word in enumerate(words) if at not in decided and money_called(word))
    held = {each for one in programmes for each in words_in(one)}
    return next((word.shown for word in heard if stem(word.folded) not in held), None)


def unheld_aim(asked: Understanding, programmes: Sequence[FundingProgramme]) -> str | None:
    """The first thing that money is sought for, where no record there speaks of any of them."""
    past = "ended" in asked.filters.statuses or _PAST.search(asked.folded)
    aims, lands = [] if past else aims_of(asked), set(lands_of(asked))
    there = [one for one in programmes if not (lands and one.lands) or lands & set(one.lands)]
    if not aims or on_aims(there, aims):
        return None
    # "Die Gasrechnung frisst uns auf. Gibt es Geld für einen Ofen?": for what is told before.
    named = [one for one in word_tables().find(aims[0].words) if one.group == "topics"]
    rest = themes_of(asked, Audience.COMPANY) - {Topic(one.key) for one in named}
    return None if rest and of_oneself(asked.core) else aims[0].shown


@dataclass(frozen=True, slots=True)
class Aim:
    """A thing that money is sought for, as it was written, and the words that tell of it."""

    shown: str
    words: Sequence[Word]


def on_aims(pool: Iterable[FundingProgramme], aims: Sequence[Aim]) -> list[FundingProgramme]:
    """The programmes whose records speak of one of the things."""
    return [one for one in pool if any(speaks_of(one, aim.words) for aim in aims)]


def aims_of(asked: Understanding) -> list[Aim]:
    """The things that money is sought for.

    After "für", beside a word for money, what is paid for, or what somebody wants and points to.
    """
    said = {one.folded for one in asked.words}
    asking = asked.category is Category.FUNDING or Attribute.FUNDER in asked.attributes
    asking = asking or Topic.FUNDING in asked.topics
    if not (asking or any(_MONEY.fullmatch(one) or _PAYS.fullmatch(one) for one in said)):
        return []
    text = asked.core if asked.followup or len(asked.text) > _LONG_STORY else asked.text
    told = told_of_oneself(text, word_tables())
    placed = {one.folded for one in words_of(asked.place.matched)} if asked.place else set()
    back = _BACK.search(asked.folded) is not None or "?" not in asked.text
    small = not any(one.shown[:1].isupper() for one in words_of(text)[1:])
    small = small or asked.language is not Language.DE
    found: list[Aim] = []
    for clause in clauses_of(text):
        words = words_of(clause)
        wanting = back and _WANTING.search(fold(clause)) is not None
        taken = {at for one in word_tables().find(words) if one.group in _OTHERS for at in one.at}
        kept: list[int] = []
        for at, word in enumerate(words):
            if at in taken or word.folded in placed or not _may_be_aim(word, small=small):
                continue
            if stem(word.folded) in told:
                found += [Aim(word.shown, words)] if wanting and _is_object(words, at) else []
            elif stem(word.folded) in asked.content and _sought_for(words, at):
                kept.append(at)
        found += _joined(clause, words, kept)
    if small and asked.language is Language.DE:
        # Without capitals a verb looks like a noun: whatever else is said tells of it as well.
        return [replace(one, words=words_of(text)) for one in found]
    return found


def _joined(clause: str, words: Sequence[Word], kept: Sequence[int]) -> list[Aim]:
    """Words side by side are one thing: "charging stations"."""
    rows: list[list[int]] = []
    for at in kept:
        if rows and rows[-1][-1] == at - 1:
            rows[-1].append(at)
        else:
            rows.append([at])
    said = [words[row[0] : row[-1] + 1] for row in rows]
    return [Aim(clause[one[0].start : one[-1].end], one) for one in said]


_OTHERS = frozenset((
    "audiences", "lands", "makers", "years", "statuses", "partner_kinds", "intents", "framing",
    "things", "attributes",
))  # fmt: skip


def _may_be_aim(word: Word, *, small: bool) -> bool:
    """A noun that names a thing, neither who pays nor how nor what everybody asks about."""
    plain = (small or word.shown[:1].isupper()) and not word_tables().is_filler(word.folded)
    kind = any(signs.match(word.folded) for signs in KINDS.values())
    root = stem(word.folded)
    return (
        plain
        and not kind
        and len(word.folded) > 2
        and root not in GENERAL | _PLAIN | AGENCIES
        and not word.folded.isdigit()
        and _MONEY.fullmatch(word.folded) is None
    )


_PLAIN = frozenset(stem(one) for one in listed("no_aims"))


def _sought_for(words: Sequence[Word], at: int) -> bool:
    """Whether a noun follows "für" or who pays, with what may stand in between, or is at money."""
    beside = [one.folded for one in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    if words[at].shown[:1].isupper() and any(_MONEY.fullmatch(one) for one in beside):
        return at > 0 or _HEADING.fullmatch(words[at].folded) is not None
    for back, one in enumerate(reversed(words[:at]), 1):
        if one.folded in _FOR:
            # "Eine Umschulung zum Dreher": the training is what is paid for.
            before = words[max(0, at - back - 1) : at - back]
            return not any(two.group == "aims" for two in word_tables().find(before))
        if _PAYS.fullmatch(one.folded):
            return True
        if one.folded in _ELSEWHERE:
            break
    return False


_HEADING = re.compile(r"\w{5,}(?<!e)(?<!es)(?<!er)")
""" "Photovoltaik Förderung", and not "Alte Förderung"."""


def _is_object(words: Sequence[Word], at: int) -> bool:
    """ "Wir wollen einen Roboter kaufen": no preposition stands before it."""
    before = [one.folded for one in words[max(0, at - 2) : at]]
    return bool(before) and not _ELSEWHERE & set(before)


_ELSEWHERE = frozenset((*listed("leading"), *listed("asking"), *listed("in_it"))) - _FOR


def speaks_of(programme: FundingProgramme, aim: Iterable[Word]) -> bool:
    """Whether a record has a thing by its word, a compound of it, or in other words."""
    words = list(aim)
    held = words_in(programme)
    for word in words:
        noun = stem(word.folded)
        if word_tables().is_filler(word.folded) or len(noun) <= 3 or noun in GENERAL:
            continue
        if noun in held or any(_tells(one, noun) for one in held):
            return True
    meant = {one.key for one in word_tables().find(words) if one.group in _ALIKE} - BROAD
    return bool(meant & (meanings_in(programme) | aims_in(programme)))


_ALIKE = ("synonyms", "aims")


def aims_in(programme: FundingProgramme) -> frozenset[str]:
    """What a programme is for, as far as people call it by other words."""
    text = " ".join(filter(None, (programme.name, programme.purpose, programme.eligible)))
    return frozenset(one.key for one in word_tables().find(words_of(text)) if one.group == "aims")


def _tells(held: str, noun: str) -> bool:
    """ "Werkzeugmaschinen" tell of machines, a "Digitalisierungsprojekt" is digitalisation."""
    if len(noun) >= _LONG and noun in held:
        return True
    return len(held) >= _LONG and noun.startswith(held) and held not in _ANYTHING


_LONG = 6
_ANYTHING = frozenset(stem(one) for one in listed("anything"))
