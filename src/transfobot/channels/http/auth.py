"""Who asks with staff rights: a bearer token, looked up by its hash, never compared as text."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.requests import Request

from transfobot.channels.http.body import BadRequest
from transfobot.domain.accounts import Account
from transfobot.domain.knowledge import Visibility

if TYPE_CHECKING:
    from transfobot.channels.http.services import Services

CHALLENGE = {"WWW-Authenticate": "Bearer"}
STAFF_PATHS = ("/api/staff", "/staff")
LOCAL = "X-Transfobot-Local"
PUBLIC = frozenset({Visibility.PUBLIC})
EVERYTHING = frozenset({Visibility.PUBLIC, Visibility.INTERNAL})


def account_of(request: Request, services: Services) -> Account | None:
    """The staff account behind a request; None for the public. A wrong token is refused.

    Raises BadRequest 401.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    # Header values arrive as latin-1; the token is compared as the bytes that were sent.
    account = None
    if scheme.lower() == "bearer" and token.strip():
        account = services.account_of(token.strip().encode("latin-1"))
    if account is None:
        raise BadRequest("Dieser Zugang gilt nicht.", 401, CHALLENGE)
    return account


def account_or_public(request: Request, services: Services) -> Account | None:
    """As `account_of`, for doors whose clients always send some key: an unknown one is public."""
    try:
        return account_of(request, services)
    except BadRequest:
        return None


def require_staff(request: Request, services: Services) -> Account:
    """The staff account. Raises BadRequest 401 without one."""
    account = account_of(request, services)
    if account is None:
        raise BadRequest("Dafür ist ein Zugang der Verwaltung nötig.", 401, CHALLENGE)
    return account


def visible(request: Request, services: Services) -> frozenset[Visibility]:
    """What this request may read: only a token opens internal documents."""
    return PUBLIC if account_of(request, services) is None else EVERYTHING


def is_local(request: Request, key: bytes) -> bool:
    """Whether the command line of this machine asks: it has read the key in the data directory."""
    shown = request.headers.get(LOCAL, "").encode("latin-1")
    return bool(key) and hmac.compare_digest(shown, key)


def is_staff_path(path: str) -> bool:
    """Whether an address belongs to staff, also where there is nothing at it."""
    return any(path == one or path.startswith(f"{one}/") for one in STAFF_PATHS)
