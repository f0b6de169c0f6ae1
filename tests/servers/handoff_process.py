"""A server process for handoffs that can be killed: HTTP, cases, outbox worker.

Started once as a zygote that has everything loaded; each line "go PORT" on standard input forks a
server and answers with its process id.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.fakes.assistant import House, settings_of
from tests.fakes.handoff_house import SENDER, HandoffHouse
from transfobot import logs
from transfobot.adapters.mail_smtp import SmtpMailer
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.assistant.handoff.delivery import Delivery
from transfobot.assistant.handoff.opening import HandoffPolicy
from transfobot.channels.http.app import create_app
from transfobot.channels.http.server import Server, listen
from transfobot.worker import Worker


class RealClock:
    """Clock port."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now(ZoneInfo("Europe/Berlin")).date()


@dataclass(frozen=True)
class Plan:
    """Where a process works."""

    folder: str
    database: str | None
    smtp_port: int
    lease_seconds: int = 2


def run(plan: Plan, port: int) -> None:
    """Serve until killed."""
    folder = Path(plan.folder)
    engine = open_engine(plan.database, folder / "records")
    clock = RealClock()
    policy = HandoffPolicy("https://netz.example", SENDER, mail=True)
    handoffs = HandoffHouse(engine, clock, policy)
    owner = f"process-{os.getpid()}"
    mailer = SmtpMailer("127.0.0.1", plan.smtp_port, SENDER, tls="none", timeout=5)
    delivery = Delivery(handoffs.service, owner, mailer, lease_seconds=plan.lease_seconds)
    worker = Worker(delivery, SqlLeases(engine), clock, owner=owner, pause=0.05)
    service = replace(handoffs.service, wake=worker.wake)
    house = House(folder / "house")
    app = create_app(house.with_services(settings=settings_of(folder), clock=clock, cases=service))
    worker.start()
    Server(app).run(sockets=[listen("127.0.0.1", port)])


def main() -> None:
    """The zygote."""
    logs.configure("DEBUG")
    plan = Plan(**json.loads(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        port = int(line.split()[1])
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            try:
                run(plan, port)
            finally:
                os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
