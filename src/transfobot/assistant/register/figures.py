"""Figures in the records: of a place, of two networks side by side, sums that are cited."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import Decimal

from transfobot.assistant.register.counted import measures_asked
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.network import NETWORK_ATTRIBUTES, districts_of
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import Statement, best, covers, of_network
from transfobot.assistant.register.studies import APART, OF_THE_FIELD
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.register.wanted import WORD, wanted_of
from transfobot.assistant.understand.language import stems_of, words_of
from transfobot.assistant.understand.speech import in_thousands
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.conversation import Referents
from transfobot.domain.register import FundingProgramme, Network
from transfobot.german.figures import find_amounts
from transfobot.german.stems import stem
from transfobot.german.text import fold

_SUMMED = frozenset(("turnover",))
_MEASURED = frozenset(("firms", "employed", "guests", "turnover", "cuts"))
_FEWEST, _MOST = 2, 3
_GUESTS = frozenset(("guests",))
_WHERE = frozenset((Attribute.REGION, Attribute.DISTRICTS))
"""Said of where something is counted."""


def own_words(desk: Desk, network: Network) -> tuple[str, ...]:
    """How a question may name a network or its area: words that say nothing else."""
    names = (network.short_name, network.name, *network.aliases, network.region)
    return (*names, *network.region_aliases, *districts_of(desk, network))


def place_figures(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """What the networks of a place count, where the question counts it."""
    place = asked.place.unique if asked.place else None
    measured = measures_asked(asked)
    if not (measured or (place and Intent.COUNT in asked.intents)):
        return []
    networks = [one.network for one in coverages_of(desk, place)] if place else []
    regions = [one for one in map(desk.register.network, asked.mentions.organisations) if one]
    found: list[DraftSentence] = []
    for network in networks or regions:
        label = place.label if place else network.region
        said = asked.place.matched if asked.place else ""
        wanted = wanted_of(asked, (*own_words(desk, network), label, said))
        # Who came to an event, or to what is offered, is no figure of the place.
        facts = of_network(desk, network)[: len(network.facts)]
        lasting = [one for one in facts if not one.event and measured <= one.meanings]
        told = best(lasting, wanted) if wanted.counts or measured else []
        # "Wie groß ist die Region?" has no further word of its own.
        bare = all(weight < WORD for weight in wanted.weights.values()) and not wanted.counts
        found += [one.line for one in told if bare or covers(one, wanted)]
    return list(dict.fromkeys(found))


def figures_compared(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Wo sind mehr Beschäftigte betroffen": the same figure of two or three networks."""
    measured = asked.meanings & _MEASURED
    guests = measured >= _GUESTS and asked.category is Category.OFFER
    ids = (*asked.mentions.networks, *(_holding(desk, asked) if guests else ()))
    networks = [one for one in map(desk.register.network, dict.fromkeys(ids)) if one]
    if not _FEWEST <= len(networks) <= _MOST:
        return None
    columns = (NETWORK_ATTRIBUTES & set(asked.attributes)) - _WHERE
    if not measured or columns:
        return None
    told = [(one, most_measured(desk, one, measured)) for one in networks]
    if not any(lines for _, lines in told):
        return None
    lines: list[DraftSentence] = []
    for network, own in told:
        named = desk.line(
            "figures_of", backed(network, network.short_name), name=network.short_name
        )
        missing = desk.gap(
            "figures_none", backed(network, network.short_name), name=network.short_name
        )
        lines += [named, *own] if own else [missing]
    ids = tuple(one.id for one in networks)
    return Draft(tuple(lines), referents=Referents(network=ids[0], other_networks=ids))


def _holding(desk: Desk, asked: Understanding) -> list[str]:
    """ "TeamMit Live oder die Jahresveranstaltung von TRAIBER?": whose events are named."""
    offers = (desk.register.offer(one) for one in asked.mentions.offers)
    return [key for one in offers if one for key in one.network_ids]


def most_measured(desk: Desk, network: Network, measured: Set[str]) -> list[DraftSentence]:
    """The statements that state most of what is measured."""
    events = measured >= _GUESTS
    scored = [
        (len(_stated(one, events=events) & measured), one) for one in of_network(desk, network)
    ]
    top = max((number for number, _ in scored), default=0)
    return [one.line for number, one in scored if top and number == top]


def _stated(statement: Statement, *, events: bool) -> frozenset[str]:
    figures = any(word.isdigit() for word in statement.words)
    told = figures and (events or not statement.event)
    return frozenset(statement.meanings) if told else frozenset()


def figures_apart(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Einmal steht da 150, einmal 200 Millionen": what says the one, and what the other.

    Only where each figure is found beside something that the question speaks of.
    """
    folded = asked.folded
    if asked.mentions.empty and len(_NUMBER.findall(folded)) < _FEWEST:
        # "Einmal lese ich 150, einmal 200. Woher kommt das?"
        folded = in_thousands(fold(asked.text))
    figures = [one for one in dict.fromkeys(_NUMBER.findall(folded)) if not _YEAR.fullmatch(one)]
    small = any(len(one) < _THOUSANDS for one in figures)
    named = asked.place or (asked.filters.lands and small)
    called = map(desk.register.programme, asked.mentions.programmes)
    if any(one and all(figure in one.name for figure in figures) for one in called):
        # "365 or 366": the numbers a programme goes by.
        return None
    millions, stems = _MILLIONS.search(folded) is not None, _nouns(folded, asked)
    # Nobody sets two large figures side by side but to ask which of them holds.
    large = all(len(one) >= _THOUSANDS or (millions and "," in one) for one in figures)
    many = len(figures) > _FEWEST and not (large and asked.mentions.empty)
    fewest = 1 if large and asked.mentions.empty and APART.search(folded) else _FEWEST
    if not fewest <= len(figures) <= _MOST or many or named:
        return None
    if not (large or APART.search(folded)):
        return None
    if general := _of_general(desk, asked, figures):
        return Draft(general, referents=asked.referents)
    spoken = word_tables().meanings(words_of(folded)) & (_MEASURED | OF_THE_FIELD)
    lands = asked.filters.lands
    there = {each.id for land in lands for each in desk.register.in_land(land)}
    lines: list[DraftSentence] = []
    for figure in figures:
        pattern = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?:\s*(?:mio|mrd)\b|(?![\d.,]*\d))")
        told = [one for one in all_told(desk) if pattern.search(fold(one.text))]
        told = [one for one in told if not there or there >= set(one.networks)]
        told = [one for one in told if not millions or _MILLIONS.search(fold(one.text))]
        # A large figure that stands in one place alone is known by itself.
        alone = large and len(told) == 1
        scored = [
            (sum(one.holds(noun) for noun in stems) + len(spoken & one.meanings), one)
            for one in told
        ]
        top = max((points for points, _ in scored), default=0)
        if not (top or alone):
            return None
        # Of one figure alone whatever has it: what contradicts it stands beside one of them.
        least = top if len(figures) >= _FEWEST else 1
        lines += [one.line for points, one in scored if points >= least][:_MOST]
    if len(figures) < _FEWEST:
        lines += _beside(desk, lines, spoken)
    lines += _notes(desk, lines)
    return Draft(tuple(dict.fromkeys(lines)), referents=asked.referents)


def _of_general(
    desk: Desk, asked: Understanding, figures: Sequence[str]
) -> tuple[DraftSentence, ...]:
    """The fact on the whole field that has all figures beside what is spoken of ("27 oder 25")."""
    if not asked.mentions.empty:
        return ()
    spoken = word_tables().meanings(words_of(asked.text)) | stems_of(asked.text)
    said = [re.compile(rf"(?<![\d.,]){re.escape(one)}(?![\d.,]*\d)") for one in figures]
    found = [
        (record, fact)
        for record in desk.register.general
        for fact in record.facts
        if all(one.search(fact.text) for one in said)
        and spoken & (word_tables().meanings(words_of(fact.text)) | stems_of(fact.text))
    ]
    return tuple(DraftSentence(one.text, (backed(record, one.text),)) for record, one in found)


def _beside(desk: Desk, lines: Sequence[DraftSentence], spoken: Set[str]) -> list[DraftSentence]:
    """What the studies that are told count of the same besides: one figure contradicts another."""
    told = {each.document_id for one in lines for each in one.evidence}
    return [
        one.line
        for one in all_told(desk)
        if spoken & one.meanings and told & {each.document_id for each in one.line.evidence}
    ]


def _notes(desk: Desk, lines: Sequence[DraftSentence]) -> list[DraftSentence]:
    """What the studies that are told say of how to read their figures."""
    told = {each.document_id for one in lines for each in one.evidence}
    return [
        DraftSentence(one.note, (backed(one, one.note),))
        for one in desk.register.studies
        if one.note and one.document_id in told
    ]


def _nouns(folded: str, asked: Understanding) -> set[str]:
    """Stems of the nouns; of all words where nothing is written large."""
    tables = word_tables()
    words = words_of(asked.text if len(folded) > len(asked.core) else asked.core)
    small = not any(one.shown[:1].isupper() for one in words)
    return {
        stem(one.folded)
        for one in words
        if (small or one.shown[:1].isupper())
        and not one.shown.isdigit()
        and not tables.is_filler(one.folded)
        and not _MILLIONS.search(one.folded)
    }


def all_told(desk: Desk) -> list[Statement]:
    """What records tell in figures: facts, results of studies, the heights of programmes."""
    register = desk.register
    facts = [one for network in register.networks for one in of_network(desk, network)]
    results = [
        Statement(f"{study.title} {one}", study_line(desk, study, one))
        for study in register.studies
        for one in study.results
    ]
    rates = [
        Statement(f"{one.name} {one.purpose} {one.rate}", rate_line(desk, one))
        for one in register.programmes
        if one.rate
    ]
    return [*facts, *results, *rates]


def rate_line(desk: Desk, programme: FundingProgramme) -> DraftSentence:
    """The height of a programme's aid."""
    rate = programme.rate or ""
    label = desk.label("rate")
    evidence = backed(programme, rate)
    return desk.line("funding_line", evidence, label=label, name=programme.name, value=rate)


_THOUSANDS = len("1.000")


_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*")
_MILLIONS = re.compile(r"\bmi(?:o|ll?ion)\w*|\bmi?lliarden\b|\bmrd\b")


def land_figures(desk: Desk, asked: Understanding) -> list[DraftSentence]:
    """Figures on a whole Land that the records of its networks state."""
    lands = set(asked.filters.lands)
    wanted = wanted_of(asked)
    if not lands or not (wanted.counts or wanted.meanings & _SUMMED):
        return []
    told = [
        one
        for network in desk.register.networks
        if lands & set(network.lands)
        for one in of_network(desk, network)
        if lands & _lands_in(one)
    ]
    return [one.line for one in best(told, wanted) if covers(one, wanted)]


def _lands_in(statement: Statement) -> set[str]:
    found = word_tables().find(words_of(statement.text))
    return {one.key for one in found if one.group == "lands"}


def cited_sums(desk: Desk, asked: Understanding) -> Draft | None:
    """What the records say of the sums of a question; None unless each is on file.

    They stand side by side, each with its day, for two sources may differ.
    """
    sums = _sums_in(asked.core)
    doubted = len(sums) >= _FEWEST or (sums and Attribute.SOURCE in asked.attributes)
    named = bool(asked.mentions.programmes or asked.mentions.networks)
    named = named or (Intent.LIST in asked.intents and len(sums) < _FEWEST)
    if not doubted or named or asked.filters.amount is not None:
        return None
    found: dict[Decimal, list[DraftSentence]] = {one: [] for one in sums}
    for text, line in _told_anywhere(desk):
        for amount in find_amounts(text):
            if amount.value in found and line not in found[amount.value]:
                found[amount.value].append(line)
    if not all(found.values()):
        return None
    lines = dict.fromkeys(line for told in found.values() for line in told)
    return Draft(tuple(lines), referents=asked.referents)


def _sums_in(text: str) -> tuple[Decimal, ...]:
    """The sums in EUR; in "150 oder 200 Millionen" both are millions."""
    cited = [one[0] for one in _ONE.finditer(text)]
    pair = _CITED.search(text)
    if pair is not None:
        cited.append(f"{pair['first']} {pair['unit']}")
    amounts = [amount for one in cited for amount in find_amounts(f"{_spelled(one)} €")]
    return tuple(dict.fromkeys(one.value for one in amounts))


def _spelled(text: str) -> str:
    """A sum with its unit as amounts are written."""
    number = re.match(r"[\d.,]+", text)
    unit = "Mrd." if re.search(r"mrd|milliard", text, re.IGNORECASE) else "Mio."
    return f"{number[0] if number else ''} {unit}"


def _told_anywhere(desk: Desk) -> list[tuple[str, DraftSentence]]:
    """Every statement of the records on the whole field and of the networks, with its line."""
    told = []
    for record in desk.register.general:
        for fact in record.facts:
            day = desk.say("as_of", as_of=desk.day_of(fact.as_of)) if fact.as_of else ""
            text = f"– {fact.text.rstrip('.')} ({day})" if day else f"– {fact.text}"
            told.append((fact.text, DraftSentence(text, (backed(record, fact.text),))))
    for network in desk.register.networks:
        told += [(one.text, one.line) for one in of_network(desk, network)]
    return told


_CITED = pattern("sums_cited", re.IGNORECASE)
_ONE = re.compile(r"\d[\d.,]*\s*(?:Mio|Mrd|Million|Milliard)\w*", re.IGNORECASE)
