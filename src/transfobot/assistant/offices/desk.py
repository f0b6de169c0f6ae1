"""The office desk: choosing and showing offices for everybody who asks (answers, API, handoffs)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transfobot.assistant.offices.cards import office_card
from transfobot.assistant.offices.choice import (
    Basis,
    OfficeChoice,
    choose_office,
    coverages,
    leading,
)
from transfobot.assistant.offices.offering import network_behind, network_offering
from transfobot.assistant.places.lookup import PlaceIndex
from transfobot.assistant.understand.understanding import Understanding
from transfobot.domain.answers import OfficeCard
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.places import Place
from transfobot.domain.register_index import Register
from transfobot.prompts import Phrases

__all__ = ["OfficeDesk", "OfficesFound", "choose_office", "coverages", "office_card"]


@dataclass(frozen=True, slots=True)
class OfficesFound:
    """What `GET /api/offices` says: the place, or its candidates; the offices, best first."""

    place: Place | None
    candidates: tuple[Place, ...]
    offices: tuple[OfficeCard, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """Offices as of one day, in one language."""

    register: Register
    places: PlaceIndex
    phrases: Phrases
    day: date
    default_office: str | None = None
    language: str = "de"

    def card(self, choice: OfficeChoice) -> OfficeCard:
        """A choice as shown."""
        return office_card(
            choice, self.register, self.phrases, day=self.day, language=self.language
        )

    def named(self, office_id: str | None) -> OfficeCard | None:
        """The office of an id (or of a network's id); its substitute office where it has one."""
        choice = choose_office(
            self.register, person_or_network=[office_id] if office_id else [], day=self.day
        )
        return None if choice is None else self.card(choice)

    def about(self, office_id: str, asked: Understanding) -> OfficeCard | None:
        """The office an answer is about, with the question's reason where it leads there too."""
        chosen = self.choose(asked)
        named = self.named(office_id)
        if chosen is not None and named is not None and chosen.id == named.id:
            return chosen
        return named or chosen

    def fallback(self) -> OfficeCard | None:
        """The default office, if the deployment has one."""
        choice = choose_office(self.register, default_office_id=self.default_office, day=self.day)
        return None if choice is None else self.card(choice)

    def choose(self, asked: Understanding) -> OfficeCard | None:
        """The office for a question: person or network > place > conversation > default."""
        mentions = asked.mentions
        place = asked.place.unique if asked.place else None
        before = asked.referents.place
        named = [
            *mentions.persons,
            *mentions.offices,
            *mentions.networks,
            *asked.spoken_of.networks,
        ]
        choice = choose_office(
            self.register,
            person_or_network=[*named, *self._behind(asked)],
            place=None if asked.place_inherited else place,
            conversation_place=place if asked.place_inherited else self._before(before),
            topic=asked.topics[0] if asked.topics else None,
            audience=asked.audience,
            default_office_id=self.default_office,
            day=self.day,
        )
        return None if choice is None else self.card(choice)

    def _behind(self, asked: Understanding) -> tuple[str, ...]:
        """The one network whose offer or study is named, or whose region is, where no place is."""
        networks, mentions = self.register.networks, asked.mentions
        offers = [one for one in self.register.offers if one.id in mentions.offers]
        studies = [one for one in self.register.studies if one.id in mentions.studies]
        ids = {network for one in offers for network in one.network_ids}
        ids |= {key for one in studies if (key := network_behind(networks, one))}
        if not ids and asked.place is None:
            offering = network_offering(networks, asked.core, asked.filters.lands)
            ids = set(mentions.organisations or ([offering] if offering else []))
        return tuple(ids) if len(ids) == 1 else ()

    def responsible(
        self, place: Place | None, topic: Topic | None = None, audience: Audience | None = None
    ) -> tuple[OfficeCard, ...]:
        """The offices for a place, best first; without a place all offices.

        The first is the one `choose_office` gives; the offices of further networks of the same
        area follow. A Land with several networks has no first: the offices of all are listed.
        """
        if place is None:
            return tuple(
                self.card(OfficeChoice(one, Basis.NETWORK, self.register.network_of(one)))
                for one in self.register.offices
            )
        first = choose_office(
            self.register,
            place=place,
            topic=topic,
            audience=audience,
            default_office_id=self.default_office,
            day=self.day,
        )
        further = self._further(place, first)
        undecided = place.kind == "land" and bool(further)
        leads = first is not None and not (undecided and first.basis is Basis.DEFAULT)
        choices = [*([first] if first is not None and leads else ()), *further]
        shown: dict[str, OfficeChoice] = {}
        for choice in choices:
            shown.setdefault(choice.office.id, choice)
        return tuple(map(self.card, shown.values()))

    def offices_for(
        self,
        place_text: str | None,
        topic: Topic | None = None,
        audience: Audience | None = None,
    ) -> OfficesFound:
        """What `GET /api/offices` says for a place in the inquirer's words."""
        named = (place_text or "").strip()
        if not named:
            return OfficesFound(None, (), self.responsible(None, topic, audience))
        match = self.places.find(named)
        if not match.candidates:
            fallback = self.fallback()
            notice = self.phrases.of("offices.place_unknown", self.language, place=named)
            return OfficesFound(None, (), (fallback,) if fallback else (), (notice,))
        place = match.unique
        if place is None:
            return OfficesFound(None, match.candidates, ())
        notices: tuple[str, ...] = ()
        if not coverages(self.register, place):
            notices = (self.phrases.of("offices.place_outside", self.language, place=place.label),)
        return OfficesFound(place, (), self.responsible(place, topic, audience), notices)

    def _before(self, place: str | None) -> Place | None:
        if not place:
            return None
        return self.places.by_ags(place) or self.places.find(place).unique

    def _further(self, place: Place, first: OfficeChoice | None) -> Sequence[OfficeChoice]:
        """The offices of the other networks of a place."""
        found = []
        for coverage in coverages(self.register, place):
            office = self.register.office_of(coverage.network)
            named = first is not None and coverage.network == first.network
            if office is None or (named and first is not None and first.basis is not Basis.DEFAULT):
                continue
            lead, replaced = leading(self.register, office, self.day)
            derived = coverage.district.derived
            found.append(
                OfficeChoice(lead, Basis.PLACE, coverage.network, place, derived, replaces=replaced)
            )
        return found
