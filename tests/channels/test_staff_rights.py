"""Every staff route × who asks, taken from the routes of the application.

A route that has no rule here fails the test: whoever adds one has to say who may use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from tests.channels.test_handoffs import Office

ADMIN, AGENT, EDITOR = "admin", "agent", "editor"
CASE = {ADMIN, AGENT}
KNOWLEDGE = {ADMIN, EDITOR}
RULES: dict[tuple[str, str], tuple[set[str], object]] = {
    ("GET", "/api/staff/handoffs"): (CASE, None),
    ("GET", "/api/staff/handoffs/{reference}"): (CASE, None),
    ("POST", "/api/staff/handoffs/{reference}/replies"): (CASE, {"text": "Gern."}),
    ("POST", "/api/staff/handoffs/{reference}/notes"): (CASE, {"text": "Intern."}),
    ("POST", "/api/staff/handoffs/{reference}/assign"): (CASE, {"assignee": "X"}),
    ("POST", "/api/staff/handoffs/{reference}/close"): (CASE, None),
    ("POST", "/api/staff/handoffs/{reference}/reopen"): (CASE, None),
    ("POST", "/api/staff/handoffs/{reference}/send"): (CASE, None),
    ("GET", "/api/staff/mail"): ({ADMIN}, None),
    ("DELETE", "/api/staff/mail/{mail_id}"): ({ADMIN}, None),
    ("GET", "/api/staff/documents"): (KNOWLEDGE, None),
    ("POST", "/api/staff/documents"): (KNOWLEDGE, None),
}
"""(method, path) → the roles that may, and a body that fits."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    one = Office(tmp_path)
    with one.client:
        yield one
    one.engine.dispose()


def staff_routes(office: Office) -> set[tuple[str, str]]:
    """(method, path) of every route below /api/staff that the application really has."""
    paths = office.client.app.openapi()["paths"]  # type: ignore[attr-defined]
    described = {
        (method.upper(), path)
        for path, operations in paths.items()
        for method in operations
        if path.startswith("/api/staff")
    }
    # What hides from the description is found in the table of routes.
    mounted = {
        (method, route.path)
        for route in office.client.app.routes  # type: ignore[attr-defined]
        if isinstance(route, APIRoute) and route.path.startswith("/api/staff")
        for method in route.methods - {"HEAD", "OPTIONS"}
    }
    return described | mounted


def filled(path: str) -> str:
    return path.replace("{reference}", "TB-2026-0001").replace("{mail_id}", "gibt-es-nicht")


def ask(office: Office, route: tuple[str, str], token: bytes | None) -> int:
    method, path = route
    headers = {} if token is None else {"Authorization": b"Bearer " + token}
    body = RULES[route][1]
    answer = office.client.request(method, filled(path), headers=headers, json=body)
    return answer.status_code


def test_every_staff_route_has_a_rule_and_no_rule_is_left_over(office: Office) -> None:
    assert staff_routes(office) == set(RULES)


@pytest.mark.parametrize("route", sorted(RULES), ids=" ".join)
def test_strangers_learn_nothing(office: Office, route: tuple[str, str]) -> None:
    office.open()
    strangers = [
        None,
        b"",
        b"falsch",
        "zugang-ä-ö-ü".encode("latin-1"),
        "zugang-€-日本".encode(),
        b"\xff\xfe",
        office.tokens["expired"].encode(),
        (office.tokens["admin"] + "x").encode(),
    ]
    assert [ask(office, route, token) for token in strangers] == [401] * len(strangers)


@pytest.mark.parametrize("route", sorted(RULES), ids=" ".join)
def test_roles_may_what_the_rule_says(office: Office, route: tuple[str, str]) -> None:
    office.open()
    allowed = RULES[route][0]
    for role in (ADMIN, AGENT, EDITOR):
        status = ask(office, route, office.tokens[role].encode())
        if role in allowed:
            assert status not in {401, 403}, role
            assert status < 500, role
        else:
            assert status == 403, role


@pytest.mark.parametrize(
    "route", sorted(one for one in RULES if "{reference}" in one[1]), ids=" ".join
)
def test_an_agent_of_another_office_sees_no_case(office: Office, route: tuple[str, str]) -> None:
    opened = office.open()
    before = office.handoffs.service.cases.by_reference(opened["reference"])
    assert ask(office, route, office.tokens["other"].encode()) == 404
    assert office.handoffs.service.cases.by_reference(opened["reference"]) == before


@pytest.mark.parametrize(
    "path",
    [
        "/api/staff/handoffs/%00",
        "/api/staff/handoffs/TB-2026-0001%00",
        "/api/staff/handoffs/TB-2026-٤٤٤٤",
        "/api/staff/handoffs?office=%00",
        "/api/staff/handoffs?offset=99999999999999999999",
        "/api/staff/handoffs?state=x",
    ],
)
def test_odd_addresses_are_the_callers_fault(office: Office, path: str) -> None:
    answer = office.client.get(path, headers={"Authorization": f"Bearer {office.tokens['admin']}"})
    assert answer.status_code in {404, 422}


def test_an_address_without_a_route_is_401_for_strangers(office: Office) -> None:
    assert office.client.get("/api/staff/gibt-es-nicht").status_code == 401
