"""Entry point: `python -m transfobot` and the `transfobot` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run one command and leave with its exit code."""
    from transfobot.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
