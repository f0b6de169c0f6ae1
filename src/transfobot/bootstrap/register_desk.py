"""The register from the command line: by the running server, else in this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from transfobot.adapters.server_client import ServerClient
from transfobot.bootstrap.desk import running_server
from transfobot.bootstrap.house import House
from transfobot.bootstrap.stores import open_stores
from transfobot.domain.answer_codec import office_to_dict
from transfobot.domain.conversation import Audience, Topic
from transfobot.settings import Settings


class RegisterDesk(Protocol):
    """The register with the shapes of the HTTP interface; empty parameters are left out."""

    def networks(self) -> dict[str, Any]: ...

    def funding(self, parameters: Mapping[str, str]) -> dict[str, Any]: ...

    def offices(self, parameters: Mapping[str, str]) -> dict[str, Any]: ...


class _ServerDesk:
    def __init__(self, server: ServerClient) -> None:
        self._server = server

    def networks(self) -> dict[str, Any]:
        return self._server.get("/api/networks", {})

    def funding(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        return self._server.get("/api/funding", parameters)

    def offices(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        return self._server.get("/api/offices", parameters)


class _OwnDesk:
    def __init__(self, house: House) -> None:
        self._house = house
        self._today = house.stores.clock.today()
        self._base = house.settings.base_url

    def networks(self) -> dict[str, Any]:
        from transfobot.channels.http.networks import network_to_dict, newest

        records = self._house.register().networks
        shown = [network_to_dict(one, self._today, self._base) for one in records]
        return {"networks": shown, "as_of": newest(one.as_of for one in records)}

    def funding(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        from transfobot.channels.http.networks import fits, newest, programme_to_dict

        audience = parameters.get("audience")
        records = [
            one
            for one in self._house.register().programmes
            if fits(
                one,
                self._today,
                parameters.get("status"),
                Audience(audience) if audience else None,
                parameters.get("land", ""),
            )
        ]
        shown = [programme_to_dict(one, self._today, self._base) for one in records]
        return {"programmes": shown, "as_of": newest(one.as_of for one in records)}

    def offices(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        from transfobot.channels.http.places import place_to_dict

        topic, audience = parameters.get("topic"), parameters.get("audience")
        found = self._house.offices().offices_for(
            parameters.get("place"),
            Topic(topic) if topic else None,
            Audience(audience) if audience else None,
        )
        return {
            "place": place_to_dict(found.place) if found.place else None,
            "candidates": [place_to_dict(one) for one in found.candidates],
            "offices": [office_to_dict(card) for card in found.offices],
            "notices": list(found.notices),
        }


@contextmanager
def reach_register(settings: Settings) -> Iterator[RegisterDesk]:
    """Whoever holds the register: the running server, or this process.

    A data directory that holds nothing yet takes the corpus in first. Raises BusyError while
    another process that does not serve holds the data directory.
    """
    server = running_server(settings)
    if server is not None:
        yield _ServerDesk(server)
        return
    with open_stores(settings) as stores:
        if stores.records.revision_number() == 0:
            stores.ingestion().run()
        yield _OwnDesk(House(stores))
