"""A real Dovecot with one mailbox, on loopback, in a folder of its own."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER, PASSWORD = "postfach", "ein-kennwort-nur-fuer-tests"
INSTALL = "Dovecot is not installed: sudo apt-get install dovecot-imapd"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
protocols = imap
ssl = no
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """Where the server listens."""

    port: int

    def deliver(self, message: bytes) -> None:
        """Put a message into the inbox, as a mail server would."""
        with imaplib.IMAP4("127.0.0.1", self.port) as box:
            box.login(USER, PASSWORD)
            status, _ = box.append("INBOX", "", imaplib.Time2Internaldate(time.time()), message)
            assert status == "OK"

    def flags(self) -> list[str]:
        """The flags of every message, in order."""
        with imaplib.IMAP4("127.0.0.1", self.port) as box:
            box.login(USER, PASSWORD)
            box.select("INBOX", readonly=True)
            _, found = box.fetch("1:*", "(FLAGS)")
            return [line.decode() for line in found if isinstance(line, bytes)]


@contextmanager
def dovecot() -> Iterator[Mailbox]:
    """Run Dovecot. Skips loudly where it is not installed; in CI that is a failure."""
    program = shutil.which("dovecot", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    folder = Path(tempfile.mkdtemp(prefix="tb-dovecot-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid()).pw_name
    owner = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
    if root:
        os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    names = ("dovecot", "dovecot", "dovenull") if root else (me, me, me)
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder,
            internal=names[0],
            group=names[1],
            login=names[2],
            password=PASSWORD,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            port=port,
        )
    )
    process = subprocess.Popen(
        [program, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait(port, process, folder)
        yield Mailbox(port)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        try:
            with imaplib.IMAP4("127.0.0.1", port, timeout=2):
                return
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
    log = folder / "dovecot.log"
    said = log.read_text() if log.exists() else ""
    raise AssertionError(f"Dovecot did not start: {said}")
