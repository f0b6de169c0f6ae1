"""What is told of regions that a question names: by their networks, and of two side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from transfobot.assistant.denial import set_aside
from transfobot.assistant.register.compare import summary
from transfobot.assistant.register.draft import Draft, DraftSentence
from transfobot.assistant.register.entity import entity_answer, own_facts
from transfobot.assistant.register.figures import most_measured
from transfobot.assistant.register.places import networks_near, networks_there
from transfobot.assistant.register.say import Desk, backed
from transfobot.assistant.register.statements import Statement
from transfobot.assistant.register.study_results import study_line
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.regions import base_of, bases_of
from transfobot.assistant.understand.understanding import Attribute, Category, Intent, Understanding
from transfobot.assistant.understand.words import pattern, word_tables
from transfobot.domain.conversation import Referents
from transfobot.domain.register import NetworkKind, Study
from transfobot.german.stems import stem
from transfobot.german.text import fold

_PAIR = 2


def region_answer(desk: Desk, asked: Understanding) -> Draft | None:
    """Networks named by their region ("im Nordschwarzwald")."""
    ids = asked.mentions.organisations
    if not ids or asked.mentions.networks or asked.category in (Category.FUNDING, Category.STUDY):
        return None
    mentions = replace(asked.mentions, networks=ids, organisations=())
    return entity_answer(desk, replace(asked, mentions=mentions))


def told_of_region(desk: Desk, asked: Understanding) -> Draft | None:
    """A statement of the one network of a region that has most of the question's nouns."""
    ids = asked.mentions.organisations
    office_alone = replace(asked.mentions, offices=()).empty
    if not office_alone or not asked.subjects_anywhere or len(ids) != 1:
        return None
    named = replace(asked, mentions=replace(asked.mentions, networks=ids, organisations=()))
    told = own_facts(desk, named, least=_PAIR)
    return entity_answer(desk, named) if told else None


def summed_there(desk: Desk, asked: Understanding) -> Draft | None:
    """ "Drei Sätze zur Lage in Südwestfalen": its network, how many work there, what was last."""
    there = [one for one in networks_near(desk, asked) or () if one.kind is NetworkKind.FUNDED]
    asks = set(asked.attributes) - {Attribute.STATUS, Attribute.REGION, Attribute.PLACE}
    if asked.category not in (None, Category.NETWORK) or asks or not there:
        return None
    network, meanings = there[0], word_tables().meanings
    working = [one for one in network.facts if "employed" in meanings(words_of(one.text))][:1]
    latest = sorted(network.facts, key=lambda one: one.as_of or "")[-1:]
    facts = [
        DraftSentence(f"– {one.text}", (backed(network, one.text),))
        for one in dict.fromkeys((*working, *latest))
    ]
    draft = summary(desk, network)
    return replace(draft, sentences=(*draft.sentences, *facts), whole=True)


_MEASURED = frozenset(("firms", "employed", "turnover"))
_SIDE_BY_SIDE = pattern("side_by_side")
_FEWEST, _MOST = 2, 3


def regions_compared(desk: Desk, asked: Understanding) -> Draft | None:
    """What is on file of each of the two or three regions named; None where it is not for two."""
    measured = asked.meanings & _MEASURED
    mentions = asked.mentions
    named = mentions.programmes or mentions.studies or mentions.authored or mentions.offers
    comparing = bool({Intent.COMPARE, Intent.COUNT, Intent.CHOOSE} & set(asked.intents))
    comparing = comparing or _MORE.search(fold(asked.text)) is not None
    other = asked.category not in (None, Category.STUDY)
    # "Nordschwarzwald wollte ich, nicht Ostwürttemberg": one of them is not meant.
    other = other or bool(set_aside(asked.text))
    if (
        not measured
        or named
        or other
        or not comparing
        or not _SIDE_BY_SIDE.search(fold(asked.text))
    ):
        return None
    told = [found for region in _regions(desk, asked) if (found := _told(desk, region, measured))]
    if not _FEWEST <= len(told) <= _MOST:
        return None
    lines = tuple(dict.fromkeys(line for one in told for line in one))
    return Draft(lines, referents=Referents())


_MORE = re.compile(r"\b(?:vergleich\w*|mehr|weniger|more|fewer|gegenueber|gegen|versus|vs)\b")


def _regions(desk: Desk, asked: Understanding) -> list[frozenset[str]]:
    """The regions named, each by the records that are of it."""
    spoken = {stem(one.folded) for one in words_of(asked.text) if one.shown[:1].isupper()}
    spoken |= {stem(fold(land)) for land in asked.filters.lands}
    regions: list[frozenset[str]] = []
    for word in sorted(spoken - _GENERAL):
        ids = frozenset(one for one, names in _named(desk) if word in names)
        if ids and not any(ids & one for one in regions):
            regions.append(ids)
    return regions


def _named(desk: Desk) -> Iterator[tuple[str, frozenset[str]]]:
    """Each record of a region with the words that name it."""
    for study in desk.register.studies:
        if study.lands:
            yield study.id, _stems(study.region, _TITLED.sub("", study.title))
    for network in desk.register.networks:
        yield network.id, _stems(network.region, *network.region_aliases)


_TITLED = re.compile(r"^(?!Kennzahlen).*")
""" "Kennzahlen Bergisches Städtedreieck": such a title is the name of a region."""
_GENERAL = frozenset(
    map(stem, ("region", "raum", "stadt", "kreis", "land", "landkreis", "mitte", "west", "ost"))
)


def _stems(*texts: str) -> frozenset[str]:
    return frozenset(stem(one.folded) for text in texts for one in words_of(text))


def _told(desk: Desk, ids: frozenset[str], measured: Set[str]) -> list[DraftSentence]:
    """What studies of a region state of what is measured, else what its networks do."""
    lines = [
        study_line(desk, study, result)
        for study in desk.register.studies
        if study.id in ids
        for result in _stating(study, measured)
    ]
    networks = [one for one in desk.register.networks if one.id in ids]
    return lines or [line for one in networks for line in most_measured(desk, one, measured)]


def _stating(study: Study, measured: Set[str]) -> Sequence[str]:
    return [
        one
        for one in study.results
        if measured & Statement(one, DraftSentence(one)).meanings and _DIGIT.search(one)
    ]


_DIGIT = re.compile(r"\d")


_ELSEWHERE = frozenset((Category.FUNDING, Category.STUDY, Category.OFFER))
_MANY = 3


def compares(asked: Understanding) -> bool:
    """Whether one is set beside another, "Kassel oder Fulda, wer hat mehr?"."""
    return Intent.COMPARE in asked.intents or _SET_BESIDE.search(asked.core.lower()) is not None


def with_second_network(desk: Desk, asked: Understanding) -> Understanding:
    """ "ATLAS oder das Netzwerk im Bergischen": one by its name, the other by region or town."""
    ids, known = asked.mentions.organisations, asked.mentions.networks
    comparing = compares(asked)
    others = [one for one in ids if one not in known]
    for _ in range(len({*known, *others}), _PAIR if comparing else 0):
        others += _told_otherwise(desk, asked, {*known, *others})
    few = 0 < len(others) < _MANY and len(known) < _MANY
    # "Kassel oder Regensburg, wer hat mehr Fördergeld?" asks of no programme.
    sums = asked.category is Category.FUNDING and Attribute.MONEY in asked.attributes
    elsewhere = asked.category in _ELSEWHERE and not (sums and not asked.mentions.programmes)
    if not comparing or not few or len({*known, *others}) < _PAIR or elsewhere:
        return asked
    mentions = replace(asked.mentions, networks=(*known, *others), organisations=())
    return replace(asked, mentions=mentions, place=None)


def _told_otherwise(desk: Desk, asked: Understanding, known: set[str]) -> list[str]:
    """The one whose town or region is told besides the one that is known."""
    there = [one.id for one in networks_there(desk, asked) if one.kind is NetworkKind.FUNDED][:1]
    # "… oder bei dem in Hannover": the funded network whose region a word of it names.
    bases = {base_of(one) for one in asked.filters.organisations}
    called = [
        one.id
        for one in desk.register.networks
        if one.kind is NetworkKind.FUNDED and one.id not in known and bases & set(bases_of(one))
    ]
    return [one for one in there if one not in known] or called[:1]


_SET_BESIDE = pattern("set_beside")
