"""What money is sought for, and which of it no programme on record speaks of.

"Wer fördert Ladesäulen?" is first told that nothing on them is on record, then what comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.register.draft import Draft, DraftSentence, Part, with_gaps
from transfobot.assistant.register.programme_finding import AGENCIES
from transfobot.assistant.register.programme_scores import (
    BROAD,
    GENERAL,
    KINDS,
    lands_of,
    meanings_in,
    words_in,
)
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.status import ORDER, programme_line, programme_open
from transfobot.assistant.understand.clauses import clauses_of, told_of_oneself
from transfobot.assistant.understand.foreign import DECIDED_ELSEWHERE
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import (
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.conversation import Audience, Language, Topic
from transfobot.domain.register import FundingProgramme
from transfobot.german.stems import stem
from transfobot.german.text import fold

_FEW, _LONG_STORY = 4, 400
_UNTOPICAL = frozenset((
    Topic.FUNDING, Topic.NETWORKING, Topic.OTHER, Topic.LABOUR_RELATIONS, Topic.CLOSURE,
))  # fmt: skip
_NUMBERED = re.compile(r"\bkfw[ -]*(?:kredit|programm|nr\.?|nummer)?[ -]*(\d{3})\b")
_MONEY = re.compile(
    r"\w*foerder\w*|\w*zuschu\w*|\w*kredit\w*|\w*darlehen|geld\w*|\w*mittel|hilfen?|funding|grants?"
    r"|loans?|money|soforthilfe"
)
_PAYS = re.compile(
    r"(?:be)?zahl(?:t|en|e|st)|foerder(?:t|n|e)|finanzier(?:t|en)|uebern(?:immt|ehmen)|pays?"
)
_WANTING = re.compile(
    r"\b(?:woll|moecht|will\b|plan|brauch|benoetig|such|muess|soll|need|want|kauf|bau|anschaff)"
)
_BACK = re.compile(r"\b(?:das|dafuer|dazu|hierfuer|dabei|sowas|so was|da|dies\w*|it|that|this)\b")
""" "Fördert das jemand?": what was told before."""
_PAST = re.compile(
    r"\b(?:bekam\w*|erhielt\w*|floss\w*|flossen|ging\w*|kam|kamen)\b"
    r"|\b(?:hat|haben)\b.*\b(?:bekommen|erhalten|gekriegt)\b"
)
_FOR = frozenset(("fuer", "fuers", "zur", "zum", "for"))
_INSTRUMENT = re.compile(
    r"(?!foerder|steuer|bundes|landes|preis|bar|buss|lehr|projekt|staats|eltern|kinder|netzwerk|hub)"
    r"[a-z]{3,}?(?P<head>geld|praemie|bonus|gutschein|scheck|urlaub|buergschaft|bafoeg)(?:e|en|er|s)?"
)
"""Names of money that somebody has heard of; "Fördergeld" is any money."""


def unheld_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """That nothing on what money is sought for is on record; then what comes near, briefly."""
    named = not asked.mentions.empty or asked.mentions.authored or asked.meta
    if (
        named
        or asked.foreign_topic in DECIDED_ELSEWHERE
        or asked.category in (Category.STUDY, Category.NETWORK, Category.OFFER)
    ):
        return None
    unheld = unheld_programme(desk, asked)
    aim = None if unheld else _unheld_aim(desk, asked)
    if not (unheld or aim):
        return None
    near, itself = _near(desk, asked, unheld or aim or "", instrument=aim is None)
    lines = [DraftSentence(desk.say("funding_unheld", name=unheld or aim), part=Part.MISSING)]
    lines += [DraftSentence(desk.say("funding_near"), part=Part.BESIDE)] if near else []
    told = [programme_line(desk, one, rate=True) for one in near]
    lines += told if itself else [one.beside() for one in told]
    return with_gaps(Draft(tuple(lines), referents=asked.referents))


def unheld_programme(desk: Desk, asked: Understanding) -> str | None:
    """The name of a programme that is asked for and that no record is called by."""
    called = (name for one in desk.register.programmes for name in (one.name, *one.aliases))
    names = fold(" ".join(called))
    numbered = _NUMBERED.search(fold(asked.core))
    if numbered is not None and numbered[1] not in names:
        return f"KfW {numbered[1]}"
    words = words_of(asked.core)
    for one in word_tables().find(words):
        if one.group == "unheld":
            name = asked.core[words[one.start].start : words[one.end - 1].end]
            return None if fold(name) in names else name
    if Intent.RESPONSIBLE in asked.intents and asked.place:
        return None
    decided = {at for one in word_tables().find(words) if one.group == "foreign" for at in one.at}
    for at, word in enumerate(words):
        if at not in decided and _INSTRUMENT.fullmatch(word.folded) and not _called(word, desk):
            return word.shown
    return None


def _unheld_aim(desk: Desk, asked: Understanding) -> str | None:
    """The first thing that money is sought for, where no record speaks of any of them."""
    past = "ended" in asked.filters.statuses or _PAST.search(fold(asked.core))
    aims = [] if past else aims_of(asked)
    return aims[0].shown if aims and not on_aims(_there(desk, asked), aims) else None


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
    said = {one.folded for one in words_of(asked.core)}
    asking = asked.category is Category.FUNDING or Attribute.FUNDER in asked.attributes
    if not (asking or any(_MONEY.fullmatch(one) or _PAYS.fullmatch(one) for one in said)):
        return []
    text = asked.core if asked.followup or len(asked.text) > _LONG_STORY else asked.text
    told = told_of_oneself(text, word_tables())
    placed = {one.folded for one in words_of(asked.place.matched)} if asked.place else set()
    back = _BACK.search(fold(asked.core)) is not None
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


def _called(word: Word, desk: Desk) -> bool:
    """Whether a record has just this name of money."""
    noun = stem(word.folded)
    return any(noun in held for one in desk.register.programmes for held in words_in(one))


def _there(desk: Desk, asked: Understanding) -> list[FundingProgramme]:
    """The programmes of the Land that is asked from, and those of all."""
    lands = set(lands_of(asked))
    return [
        one
        for one in desk.register.programmes
        if not (lands and one.lands) or lands & set(one.lands)
    ]


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


def _near(
    desk: Desk, asked: Understanding, unheld: str, *, instrument: bool
) -> tuple[list[FundingProgramme], bool]:
    """Open programmes that come near, and whether they are on the theme of the very word."""
    words = words_of(unheld)
    lands = lands_of(asked)
    pool = [one for one in _there(desk, asked) if programme_open(one, desk.day)]
    who = asked.audience or Audience.COMPANY
    pool = [one for one in pool if who in one.audience and (lands or not one.lands)]
    pool.sort(key=lambda one: (not one.lands, ORDER.index(one.kind)))
    meant = word_tables().meanings(words) - BROAD
    match = _INSTRUMENT.fullmatch(words[-1].folded)
    alike = [
        one
        for one in pool
        if meant & meanings_in(one) or (match and match["head"] in fold(one.name))
    ]
    themes = {Topic(one.key) for one in word_tables().find(words) if one.group == "topics"}
    topics = (themes | (set(asked.topics) if instrument else set())) - _UNTOPICAL
    on_topic = [one for one in pool if topics & set(one.topics)]
    return (alike or on_topic)[:_FEW], bool(on_topic) and not instrument
