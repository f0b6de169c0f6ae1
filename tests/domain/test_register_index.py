"""Look-ups across the records, on the delivered ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.assistant.corpus import register
from transfobot.domain.errors import RecordError
from transfobot.domain.record_schema import decode
from transfobot.domain.register import NetworkKind
from transfobot.domain.register_index import Register


def test_look_ups_by_id_tell_kinds_apart() -> None:
    found = register()
    assert found.network("retrason") is not None
    assert found.network("office_retrason") is None
    assert found.office("office_retrason") is not None
    assert found.programme("zim") is not None
    assert found.study("study_iw25") is not None
    assert found.offer("offer_e1") is not None
    assert found.record("gibt_es_nicht") is None
    assert found.network(None) is None


def test_network_and_office_find_each_other() -> None:
    found = register()
    for network in found.networks:
        office = found.office_of(network)
        if office is None:
            assert network.id in {"tim", "transform_by", "trafo_pfalz"}
            continue
        back = found.network_of(office)
        assert back is not None
        assert back.id == network.id


def test_a_missing_office_file_takes_no_network_away() -> None:
    found = register()
    network = found.network("retrason")
    assert network is not None
    alone = Register.from_records([network])
    assert alone.office_of(network) is None
    assert alone.networks == (network,)


def test_coverage_has_the_funded_network_first_and_stated_before_derived() -> None:
    hohenlohe = [one.network.id for one in register().covering("08126")]
    assert hohenlohe == ["transformotive", "buendnis_hf", "fkb_hf"]
    oberberg = register().covering("05374")
    assert [(one.network.id, one.district.derived) for one in oberberg] == [
        ("traiber", False),
        ("trendauto", True),
    ]
    assert register().covering("01001") == ()
    for one in register().covering("14511"):
        assert one.network.kind is NetworkKind.FUNDED


def test_lands_offers_and_documents() -> None:
    found = register()
    in_bw = {one.id for one in found.in_land("Baden-Württemberg")}
    assert {"autos", "cars20", "transformotive", "trafonetz", "ostwuerttemberg", "tim"} <= in_bw
    assert "itas" not in in_bw
    assert {one.id for one in found.offers_of("itas")} >= {"offer_e1", "offer_e2", "offer_e6"}
    record = found.of_document("networks/itas.md")
    assert record is not None
    assert record.id == "itas"


def test_networks_are_in_the_order_of_their_names() -> None:
    names = [one.short_name.casefold() for one in register().networks]
    assert names == sorted(names)


def test_the_same_records_make_the_same_register() -> None:
    found = register()
    again = Register.from_records(reversed([*found.networks, *found.offices]))
    assert again.networks == found.networks
    changed = replace(found.networks[0], lead="Jemand")
    assert Register.from_records([changed]) != Register.from_records([found.networks[0]])


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(RecordError, match="erlaubt sind: network, office"):
        decode("d", "event", {"id": "x"})
    with pytest.raises(RecordError, match="erlaubt ist: general"):
        decode("d", "network", {"id": "x", "record": "special"})
