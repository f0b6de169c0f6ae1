"""The bot against a Bot API over a real socket, with its state in SQLite."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.channels.telegram.building import Asking, make_desk, message, tap
from tests.servers.bot_api import TOKEN, BotApi, Scripted
from transfobot.adapters.sql.chats import SqlChats
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.adapters.telegram import TelegramBot
from transfobot.channels.telegram.door import TelegramDoor
from transfobot.channels.telegram.replies import ChatDesk
from transfobot.domain.errors import StoreUnavailable


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as running:
        yield running


async def soon(_seconds: float) -> None:
    await asyncio.sleep(0.01)


PATIENCE = 10.0
"""Seconds a call may take on a busy machine: the clock stands still, so none is tried again."""


class Bot:
    """A door on one data directory; `open` runs it for a while."""

    def __init__(self, api: BotApi, folder: Path) -> None:
        engine = open_engine(None, folder)
        self.desk: ChatDesk
        self.asking: Asking
        self.desk, self.asking = make_desk(SqlChats(engine))
        self._leases = SqlLeases(engine)
        self._api = api

    @asynccontextmanager
    async def open(self, *, mode: str = "polling") -> AsyncIterator[TelegramDoor]:
        service = TelegramBot(TOKEN, self._api.url, pause=soon, timeout=PATIENCE)
        door = TelegramDoor(
            self.desk, service, self._leases, owner="test", mode=mode,
            webhook="https://bot.example/telegram/webhook", secret="s", pause=soon,
        )  # fmt: skip
        running = asyncio.create_task(door.run())
        try:
            yield door
        finally:
            running.cancel()
            await asyncio.wait([running])


async def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that must happen."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen in time")


async def quiet(bot: Bot) -> None:
    """Until nothing is left to answer or to send."""
    chats = bot.desk.chats
    await until(lambda: not chats.open_updates() and not chats.due(bot.desk.clock.now()))
    await asyncio.sleep(0.1)


def run(body: Callable[[], Any]) -> None:
    asyncio.run(body())


def test_updates_are_fetched_answered_once_and_confirmed(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    update = message(1012, text="Wer berät Zulieferer?")
    api.deliver(update, update, message(1013, text="Und wo?"))

    async def body() -> None:
        async with bot.open():
            await until(lambda: len(api.sent) == 2)
            await until(lambda: not api.pending)
            api.deliver(update)
            await quiet(bot)

    run(body)
    assert [text.split("\n")[0] for text in api.texts(111)] == [
        "Antwort auf: Wer berät Zulieferer? [1]",
        "Antwort auf: Und wo? [1]",
    ]


def test_a_restart_in_the_middle_answers_every_update_once(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    numbers = range(2000, 2040)
    api.deliver(*(message(n, chat_id=1 + n % 20, text=f"Frage {n}") for n in numbers))

    async def body() -> None:
        async with bot.open():
            await until(lambda: len(api.sent) >= 5)
        again = Bot(api, tmp_path)
        # What could not be sent while the door closed is tried again later.
        again.desk.clock.advance(hours=1)  # type: ignore[attr-defined]
        async with again.open():
            # While a chat's first message is under way, its second is not yet due.
            await until(lambda: len(api.sent) >= len(numbers))
            await until(lambda: not api.pending)
            await quiet(again)

    run(body)
    asked = sorted(int(one["text"].split()[3]) for one in api.sent)
    assert asked == list(numbers)


def test_many_chats_at_once_are_each_answered_in_order(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await until(lambda: any(method == "setWebhook" for method, _ in api.calls))
            for n in range(60):
                await door.receive(message(n, chat_id=100 + n % 20, text=f"Frage {n}"))
            await until(lambda: len(api.sent) == 60)

    run(body)
    for chat_id in range(100, 120):
        asked = [int(text.split()[3]) for text in api.texts(chat_id)]
        assert asked == sorted(asked)
        assert len(asked) == 3


def test_a_pause_asked_for_is_kept_by_the_one_chat_only(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    slow = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 3600",
            "parameters": {"retry_after": 3600}}  # fmt: skip
    api.scripts["sendMessage"].append(Scripted(429, slow))

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await door.receive(message(1, chat_id=1, text="langsam"))
            await until(lambda: any(method == "sendMessage" for method, _ in api.calls))
            await door.receive(message(2, chat_id=2, text="schnell"))
            await until(lambda: len(api.sent) == 1)
        bot.desk.clock.advance(hours=1, minutes=1)  # type: ignore[attr-defined]
        async with bot.open(mode="webhook"):
            await until(lambda: len(api.sent) == 2)

    run(body)
    assert [int(one["chat_id"]) for one in api.sent] == [2, 1]


def refused(status: int, description: str) -> Scripted:
    return Scripted(status, {"ok": False, "error_code": status, "description": description})


REFUSALS = [
    (refused(403, "Forbidden: bot was blocked by the user"), 0, False),
    (refused(400, "Bad Request: chat not found"), 0, False),
    (refused(400, "Bad Request: can't parse entities: x"), 1, True),
    (refused(400, "Bad Request: message is too long"), 2, True),
    (refused(400, "Bad Request: message text is empty"), 0, True),
    (refused(400, "Bad Request: message to be replied not found"), 1, True),
    (refused(500, "Internal Server Error"), 1, True),
    (Scripted(502, "<html>Bad Gateway</html>"), 1, True),
    (Scripted(200, '{"ok":tru'), 1, True),
    (Scripted(delay=2.0, body={"ok": True, "result": True}, delivered=True), 1, True),
]


@pytest.mark.parametrize(("script", "arrived", "reachable"), REFUSALS)
def test_refusals_of_the_service(
    api: BotApi, tmp_path: Path, script: Scripted, arrived: int, reachable: bool
) -> None:
    bot = Bot(api, tmp_path)
    api.scripts["sendMessage"].append(script)

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await door.receive(message(1, text="Eine Frage mit mehreren Worten"))
            await until(lambda: any(method == "sendMessage" for method, _ in api.calls))
            await until(lambda: len(api.sent) >= arrived)
            await until(lambda: not bot.desk.chats.due(bot.desk.clock.now()))
            await asyncio.sleep(0.3 if not script.delay else 2.5)

    run(body)
    assert len(api.sent) == arrived
    assert bot.desk.chats.chat(111).reachable is reachable


def test_a_group_that_moved_gets_its_message_under_the_new_id(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    moved = {"ok": False, "error_code": 400, "description": "upgraded",
             "parameters": {"migrate_to_chat_id": -100777}}  # fmt: skip
    api.scripts["sendMessage"].append(Scripted(400, moved))
    group = {"id": -4001, "type": "group"}

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await until(lambda: any(method == "getMe" for method, _ in api.calls))
            await door.receive(message(1, chat=group, text="@transfo_bot wer hilft?"))
            await until(lambda: len(api.sent) == 1)

    run(body)
    assert int(api.sent[0]["chat_id"]) == -100777


def test_a_wrong_token_ends_the_bot_and_nothing_else(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    api.scripts["getMe"].append(Scripted(401, {"ok": False, "description": "Unauthorized"}))

    async def body() -> None:
        async with bot.open() as door:
            await until(lambda: bool(api.calls))
            await asyncio.sleep(0.2)
            assert await door.receive(message(1, text="bleibt gespeichert"))

    run(body)
    assert api.sent == []
    assert [number for number, _ in bot.desk.chats.open_updates()] in ([1], [])


def test_another_poller_does_not_stop_the_door(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    conflict = {"ok": False, "error_code": 409, "description": "Conflict: terminated"}
    api.scripts["getUpdates"].append(Scripted(409, conflict))
    api.deliver(message(1, text="danach"))

    async def body() -> None:
        async with bot.open():
            await until(lambda: len(api.sent) == 1)

    run(body)
    assert api.texts(111)[0].startswith("Antwort auf: danach")


def test_a_tapped_button_is_acknowledged_even_if_it_is_too_old(api: BotApi, tmp_path: Path) -> None:
    bot = Bot(api, tmp_path)
    old = {"ok": False, "error_code": 400, "description": "Bad Request: query is too old"}
    api.scripts["answerCallbackQuery"].append(Scripted(400, old))

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await door.receive(tap(1, "handoff:yes"))
            await until(lambda: len(api.sent) == 1)

    run(body)
    assert [method for method, _ in api.calls].count("answerCallbackQuery") == 1


def test_the_token_and_the_words_never_reach_a_log(
    api: BotApi, tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    bot = Bot(api, tmp_path)
    api.scripts["sendMessage"].append(Scripted(502, "<html>"))

    async def body() -> None:
        async with bot.open(mode="webhook") as door:
            await door.receive(message(1, text="MARKE-IM-CHAT"))
            await until(lambda: len(api.sent) == 1)

    run(body)
    printed = capfd.readouterr()
    logged = "".join(record.getMessage() for record in caplog.records)
    seen = printed.out + printed.err + logged
    assert "telegram_open" in seen
    assert "MARKE-IM-CHAT" not in seen
    assert TOKEN.split(":")[1] not in seen


def test_what_fails_is_told_by_its_kind_and_holds_up_nothing_else(
    api: BotApi, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bot = Bot(api, tmp_path)
    for method in ("getMe", "getUpdates"):  # as often as it is tried at once
        api.scripts[method].extend(Scripted(502, "<html>") for _ in range(5))
    bot.asking.failure = StoreUnavailable("MARKE-IM-CHAT")
    api.deliver(message(1, chat_id=1, text="MARKE-IM-CHAT"), message(2, chat_id=2, text="danach"))

    async def body() -> None:
        async with bot.open():
            await until(lambda: len(api.sent) == 1)

    run(body)
    logged = capfd.readouterr().err
    for event in ("telegram_unreachable", "telegram_poll_failed", "telegram_reply_failed"):
        assert f"event='{event}'" in logged
    assert "reason='StoreUnavailable'" in logged
    assert "MARKE-IM-CHAT" not in logged
