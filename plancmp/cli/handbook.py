"""All of the help on one page, for docs/COMMANDS.md: ``python -m plancmp.cli.handbook``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from plancmp.cli.application import application

COLUMNS = 100


def page() -> str:
    """Return the help of the program and of every command as Markdown."""
    os.environ["COLUMNS"] = str(COLUMNS)
    return "".join(_parts(application("en")))


def _parts(group: Any) -> Iterator[str]:
    yield "# Commands\n\nWhat `plancmp --help` and `plancmp COMMAND --help` say, made by `python -m plancmp.cli.handbook`.\n"
    with group.make_context("plancmp", ["list"]) as context:
        yield f"\n```text\n{group.get_help(context)}\n```\n"
        for name, command in group.commands.items():
            with command.context_class(command, info_name=name, parent=context) as own:
                yield f"\n## {name}\n\n```text\n{command.get_help(own)}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
