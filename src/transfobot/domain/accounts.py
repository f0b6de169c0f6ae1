"""Zugänge: who of the staff may do what."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from transfobot.domain.errors import NotAllowed


class Role(StrEnum):
    """Rolle: admin may everything; editor minds knowledge; agent answers cases of one office."""

    ADMIN = "admin"
    EDITOR = "editor"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Account:
    """Zugang: `office_id` is set for an agent; `expires_at` None never expires."""

    id: str
    name: str
    role: Role
    office_id: str | None
    created_at: datetime
    expires_at: datetime | None = None

    def may_see(self, office_id: str | None) -> bool:
        """Whether cases of this office are within reach."""
        if self.role is Role.ADMIN:
            return True
        return self.role is Role.AGENT and office_id is not None and office_id == self.office_id

    def require(self, *roles: Role) -> None:
        """Raise NotAllowed unless the account has one of the roles."""
        if self.role not in roles:
            raise NotAllowed("Dafür hat Ihr Zugang keine Berechtigung.")


def new_token() -> str:
    """A bearer token of 256 random bits; it is shown once and stored only as its hash."""
    return "tbs_" + secrets.token_urlsafe(32)


def token_hash(token: bytes) -> str:
    """What is stored of a token. A plain hash is enough for 256 random bits."""
    return hashlib.sha256(b"transfobot staff token\0" + token).hexdigest()
