"""The register as a whole (Register): all records with their look-ups, rebuilt from plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property

from transfobot.domain.errors import RecordError
from transfobot.domain.record_schema import decode
from transfobot.domain.register import (
    CoordinationOffice,
    CoveredDistrict,
    FundingProgramme,
    GeneralFact,
    GeneralRecord,
    Network,
    NetworkKind,
    Offer,
    Record,
    Study,
)

Row = tuple[str, str, Mapping[str, object]]


@dataclass(frozen=True)
class Coverage:
    """A network that covers a district; `district.derived` asks for "voraussichtlich"."""

    network: Network
    district: CoveredDistrict


@dataclass(frozen=True)
class Register:
    """All records in a stable order; look-ups by id, district, Land and document.

    References that lead nowhere (an office that was taken out) are simply not found: one missing
    file never takes another record away.
    """

    networks: tuple[Network, ...] = ()
    offices: tuple[CoordinationOffice, ...] = ()
    programmes: tuple[FundingProgramme, ...] = ()
    studies: tuple[Study, ...] = ()
    offers: tuple[Offer, ...] = ()
    general: tuple[GeneralRecord, ...] = ()
    _by_id: dict[str, Record] = field(default_factory=dict, repr=False, compare=False)
    _by_district: dict[str, tuple[Coverage, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _by_document: dict[str, Record] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Register:
        """The register of stored rows (document id, kind, mapping).

        A row that cannot be read, or whose id is taken, is left out: ingest has reported it.
        """
        records: dict[str, Record] = {}
        for document_id, kind, mapping in rows:
            try:
                record = decode(document_id, kind, mapping)
            except RecordError:
                continue
            records.setdefault(record.id, record)
        return cls.from_records(records.values())

    @classmethod
    def from_records(cls, records: Iterable[Record]) -> Register:
        """The register of decoded records with different ids."""
        ordered = sorted(records, key=lambda record: record.id)
        networks = tuple(one for one in ordered if isinstance(one, Network))
        return cls(
            networks=tuple(sorted(networks, key=lambda one: one.short_name.casefold())),
            offices=tuple(one for one in ordered if isinstance(one, CoordinationOffice)),
            programmes=tuple(one for one in ordered if isinstance(one, FundingProgramme)),
            studies=tuple(one for one in ordered if isinstance(one, Study)),
            offers=tuple(one for one in ordered if isinstance(one, Offer)),
            general=tuple(one for one in ordered if isinstance(one, GeneralRecord)),
            _by_id={one.id: one for one in ordered},
            _by_district=_by_district(networks),
            _by_document={one.document_id: one for one in ordered},
        )

    @cached_property
    def text(self) -> str:
        """Everything that all records say, for look-ups."""
        return "\n".join(map(text_of, self._by_id.values()))

    # --- by id ---------------------------------------------------------------------------------

    def record(self, record_id: str) -> Record | None:
        """Any record."""
        return self._by_id.get(record_id)

    def network(self, record_id: str | None) -> Network | None:
        """Netzwerk."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, Network) else None

    def office(self, record_id: str | None) -> CoordinationOffice | None:
        """Koordinierungsstelle."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, CoordinationOffice) else None

    def programme(self, record_id: str | None) -> FundingProgramme | None:
        """Förderprogramm."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, FundingProgramme) else None

    def study(self, record_id: str | None) -> Study | None:
        """Studie."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, Study) else None

    def offer(self, record_id: str | None) -> Offer | None:
        """Angebot."""
        found = self._by_id.get(record_id or "")
        return found if isinstance(found, Offer) else None

    def of_document(self, document_id: str) -> Record | None:
        """The record a document carries."""
        return self._by_document.get(document_id)

    # --- across records ------------------------------------------------------------------------

    def office_of(self, network: Network) -> CoordinationOffice | None:
        """The office a network names, else the one that names the network."""
        named = self.office(network.office_id)
        if named is not None:
            return named
        return next((one for one in self.offices if one.network_id == network.id), None)

    def network_of(self, office: CoordinationOffice) -> Network | None:
        """The network an office works for."""
        named = self.network(office.network_id)
        if named is not None:
            return named
        return next((one for one in self.networks if one.office_id == office.id), None)

    def covering(self, district_ags: str) -> tuple[Coverage, ...]:
        """The networks of a district: funded before others, stated before derived, by name."""
        return self._by_district.get(district_ags, ())

    def in_land(self, land: str) -> tuple[Network, ...]:
        """The networks of a Land."""
        return tuple(one for one in self.networks if land in one.lands)

    def offers_of(self, network_id: str) -> tuple[Offer, ...]:
        """The offers of a network; those of all networks do not count."""
        return tuple(one for one in self.offers if network_id in one.network_ids)

    @property
    def facts(self) -> tuple[GeneralFact, ...]:
        """Everything said about the whole field."""
        return tuple(fact for record in self.general for fact in record.facts)


def _by_district(networks: Iterable[Network]) -> dict[str, tuple[Coverage, ...]]:
    found: dict[str, list[Coverage]] = {}
    for network in networks:
        for district in network.districts:
            found.setdefault(district.ags, []).append(Coverage(network, district))
    return {ags: tuple(sorted(entries, key=_rank)) for ags, entries in found.items()}


def _rank(coverage: Coverage) -> tuple[int, bool, str]:
    order = (NetworkKind.FUNDED, NetworkKind.ALLIANCE, NetworkKind.UMBRELLA, NetworkKind.UNCLEAR)
    network = coverage.network
    return (order.index(network.kind), coverage.district.derived, network.short_name.casefold())


def text_of(record: object) -> str:
    """Everything a record says, without addresses of pages, for look-ups."""
    return "\n".join(one for one in _texts(record) if not one.startswith("http"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from _texts(each)
    elif value is not None:
        yield str(value)
