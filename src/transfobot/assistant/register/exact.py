"""The line of a record that says all a question asks, where an answer passes it over.

Readers answer by what they know of a question: a column, an event, a programme. Whatever they tell
is held against each line of the network meant, by the same words: a line that says all of them,
where the answer leaves some unsaid, is told first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.register.contacts import CONTACT_ATTRIBUTES
from transfobot.assistant.register.draft import Draft, DraftSentence, Part
from transfobot.assistant.register.network import names_of
from transfobot.assistant.register.places import coverages_of
from transfobot.assistant.register.say import Desk
from transfobot.assistant.register.statements import (
    TELLING,
    Statement,
    best,
    of_network,
    tells_number,
    words_said,
)
from transfobot.assistant.register.wanted import NOUN, Wanted, wanted_of
from transfobot.assistant.understand.understanding import Category, Understanding
from transfobot.assistant.understand.words import listed
from transfobot.domain.answers import Mode, Outcome
from transfobot.domain.conversation import Referents
from transfobot.domain.register import Network, NetworkKind
from transfobot.german.stems import stem

_PAIR, _BESIDE = 2, 4
_PLAIN = frozenset(map(stem, listed("generic")))
_ELSEWHERE = (Category.FUNDING, Category.STUDY)


@dataclass(frozen=True, slots=True)
class Exact:
    """A line that says all that is asked, and the network it is of."""

    line: DraftSentence
    network: Network
    wanted: Wanted
    words: frozenset[str]

    def told_by(self, draft: Draft) -> bool:
        """Whether an answer tells the line."""
        return any(self.line.text == one.text for one in draft.sentences)

    def outdone_by(self, draft: Draft) -> bool:
        """Whether an answer tells no less of what is asked."""
        told = [one.text for one in draft.sentences if one.part is not Part.MISSING]
        whole = Statement(" ".join(told), DraftSentence(""))
        counted = not self.wanted.counts or tells_number(whole, self.wanted)
        decided = self.wanted.meanings & TELLING & Statement(self.line.text, self.line).meanings
        told_so = decided <= whole.meanings and draft.outcome is not Outcome.NO_SOURCE
        return counted and told_so and whole.says(self.words, self.wanted) == self.words


def exact_line(desk: Desk, asked: Understanding) -> Exact | None:
    """The line that says all a question asks of the network it means; of several, only one may."""
    told = [found[0] for each in _meant(desk, asked) if (found := list(_of(desk, asked, each)))]
    return told[0] if len({one.line.text for one in told}) == 1 else None


def with_exact(draft: Draft | None, exact: Exact | None) -> Draft | None:
    """The draft, led by the line where it says less."""
    if exact is None or (draft is not None and (draft.mode is not Mode.REGISTER or draft.whole)):
        return draft
    network = exact.network
    if draft is None:
        referents = Referents(network=network.id, office=network.office_id)
        return Draft((exact.line,), referents=referents, office_id=network.office_id)
    if exact.told_by(draft) or exact.outdone_by(draft):
        return draft
    beside = tuple(one.beside() for one in draft.sentences if one.part is not Part.MISSING)
    return replace(draft, sentences=(exact.line, *beside), outcome=Outcome.ANSWERED)


def _meant(desk: Desk, asked: Understanding) -> Sequence[Network]:
    """The network that is named, or the funded one of the region or place."""
    mentions = asked.mentions
    other = (*mentions.programmes, *mentions.studies, *mentions.authored, *mentions.persons)
    reached = bool(CONTACT_ATTRIBUTES & set(asked.attributes))
    reached = reached or bool(mentions.offices and not mentions.networks)
    if other or mentions.offers or reached or asked.category in _ELSEWHERE:
        return ()
    ids = mentions.networks or mentions.organisations or asked.spoken_of.networks
    found = [one for one in map(desk.register.network, ids) if one]
    if not found and asked.place and asked.place.unique:
        found = [one.network for one in coverages_of(desk, asked.place.unique)]
        found = [one for one in found if one.kind is NetworkKind.FUNDED]
    lands = asked.filters.lands
    if lands and not (found or asked.place or asked.filters.negated):
        there = desk.register.in_land(lands[0])
        found = [one for one in there if set(lands) <= set(one.lands)]
    return found


def _of(desk: Desk, asked: Understanding, network: Network) -> Iterator[Exact]:
    names = (*names_of(network), network.region, *network.region_aliases)
    wanted = wanted_of(asked, (*names, asked.place.matched if asked.place else ""))
    words, decided = words_said(wanted), wanted.meanings & TELLING
    if decided:
        # "Wie viele Stellen wurden gestrichen?": what happened says the verb.
        words = frozenset(one for one in words if wanted.weights[one] >= NOUN) - _PLAIN
    if wanted.counts:
        words |= wanted.named - _PLAIN
    for one in best(of_network(desk, network), wanted):
        counted = not wanted.counts or tells_number(one, wanted, _BESIDE)
        dated = not (wanted.years and one.days) or any(day[:4] in wanted.years for day in one.days)
        enough = len(words) >= _PAIR or decided or (wanted.counts and words)
        if not (counted and dated and enough) or (decided and not decided & one.meanings):
            continue
        if one.says(words, wanted) == words:
            yield Exact(one.line, network, wanted, words)
