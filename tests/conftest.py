"""What every test gets: no way out of the machine, clean settings, a reader of its logs."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys

import pytest
from hypothesis import settings

pytest_plugins = ["tests.clean_logs"]

# A loaded machine is no reason to fail: pytest's own timeout guards against hanging.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse any connection that is not to this machine."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return
    host = str(address[0])
    if host in {"localhost", ""}:
        return
    try:
        inside = ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise ConnectionRefusedError(f"a test wanted to leave the machine: {host}")


sys.addaudithook(_stay_here)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("TRANSFOBOT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
