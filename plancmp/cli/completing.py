"""Completion in the shells: what may stand where the cursor is, from a sheet of words that is kept like an answer.

The shells ask through the scripts that ``plancmp --install-completion`` installs, at every press of the key; so, like
:mod:`plancmp.kept`, this room imports next to nothing.
"""

from __future__ import annotations

# ruff: noqa: PTH111
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from plancmp import kept
from plancmp.cli import COMPLETION

Offer = tuple[str, str]
"""A word, and what it means."""


class Sheet:
    """All words that can stand on a command line, as :func:`plancmp.cli.words.sheet` writes them, line by line."""

    def __init__(self, text: str) -> None:
        self.commands: list[Offer] = []
        self.options: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        """Command → option → the kind of its value (empty for none) and its help."""
        self.arguments: dict[str, list[str]] = defaultdict(list)
        """Command → the kinds of its arguments in order; one that repeats ends in ``*``."""
        self.words: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        """Kind → words, what they mean, and what they stand for: a plan's id, or the plan of an indicator."""
        for line in text.splitlines():
            match line.split("\t"):
                case ["command", name, help]:
                    self.commands.append((name, help))
                case ["option", command, name, kind, help]:
                    self.options[command][name] = (kind, help)
                case ["argument", command, kind]:
                    self.arguments[command].append(kind)
                case ["word", kind, word, meaning, of]:
                    self.words[kind].append((word, meaning, of))

    def offers(self, before: Sequence[str], begun: str) -> list[Offer]:
        """Return what may stand after the words *before*, and begins as *begun* does."""
        command = next((word for word in before if not word.startswith("-")), "")
        options = self.options[""] if not command else self.options[command]
        arguments = []
        wanted = ""
        for word in before:
            if wanted:
                wanted = ""
            elif word.startswith("-"):
                wanted = options.get(word, ("", ""))[0] or self.options[""].get(word, ("", ""))[0]
            else:
                arguments.append(word)
        name, equals, value = begun.partition("=")
        if wanted:
            return self._of_kind(wanted, begun, ())
        if equals and name in options:
            return [(f"{name}={word}", meaning) for word, meaning in self._of_kind(options[name][0], value, ())]
        if begun.startswith("-"):
            return _beginning(((option, help) for option, (_, help) in options.items()), begun)
        if not command:
            return _beginning(self.commands, begun)
        kinds = self.arguments[command]
        place = len(arguments) - 1
        kind = kinds[place] if place < len(kinds) else kinds[-1] if kinds and kinds[-1].endswith("*") else ""
        return self._of_kind(kind.rstrip("*"), begun, arguments[1:])

    def _of_kind(self, kind: str, begun: str, named: Sequence[str]) -> list[Offer]:
        """Words of a kind; of indicators those of the plans *named*, if any. Other names than the first need a beginning."""
        if "|" in kind:
            return _beginning(((word, "") for word in kind.split("|")), begun)
        if kind == "key":
            plan, colon, indicator = begun.partition(":")
            if not colon:
                return [(f"{word}:", meaning) for word, meaning in self._of_kind("plan", plan, ())]
            return [(f"{plan}:{word}", meaning) for word, meaning in self._of_kind("id", indicator, [plan])]
        words = self.words["indicator" if kind == "id" else kind]
        if kind in ("indicator", "id"):
            plans = {of for word, _, of in self.words["plan"] if word in named}
            words = [word for word in words if not plans or word[2] in plans]
            if kind == "id":
                words = [word for word in words if word[0].isascii()]
            elif not begun:
                words = [word for word in words if not word[0].isascii()]
        elif not begun:
            words = [word for word in words if word[0] == word[2]]
        return _beginning(((word, meaning) for word, meaning, _ in words), begun)


def _beginning(words: Iterable[Offer], begun: str) -> list[Offer]:
    """Those words that begin so, in any case, each once."""
    return list({word: (word, meaning) for word, meaning in words if word.lower().startswith(begun.lower())}.values())


def complete() -> bool:
    """Answer a shell that asks for completion; tell whether one did."""
    shell = os.environ.get(COMPLETION, "").removeprefix("complete_")
    if shell not in _ANSWERS:
        return False  # source_bash …: the application prints the script
    before, begun = _bash() if shell == "bash" else _line()
    asked = _question(before)
    known = kept.recall(asked)
    if known is None:
        from plancmp.cli import words

        known = words.sheet(_folders(before)).encode()
        words.keep(asked, known)
    _ANSWERS[shell](Sheet(known.decode()).offers(before, begun), begun)
    return True


def _question(before: Sequence[str]) -> bytes:
    """What the sheet of words depends on, besides the files that it is made from."""
    named = ("PLANCMP_PLANS", "PLANCMP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return kept.digest(("completion", *kept.program(), *_folders(before), *(os.environ.get(name, "") for name in named)))


def _folders(before: Sequence[str]) -> list[str]:
    """The folders of plans that the command line names."""
    return [os.path.expanduser(after) for word, after in pairwise(before) if word == "--plans"]


def _bash() -> tuple[list[str], str]:
    """The words that Bash passes, which it has cut at colons and equals signs."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = int(os.environ.get("COMP_CWORD", "0"))
    whole: list[str] = []
    for place, word in enumerate(words[1 : number + 1], start=1):
        if whole and (word == ":" or (whole[-1].endswith(":") and words[place - 1] == ":")):
            whole[-1] += word
        elif word != "=" or place == number:
            whole.append("" if word == "=" else word)
    return (whole[:-1], whole[-1]) if len(words) > number and whole else (whole, "")


def _line() -> tuple[list[str], str]:
    """The words of the command line that the other shells pass."""
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    if any(sign in line for sign in "\"'\\"):
        import shlex

        splitter = shlex.shlex(line, posix=True)
        splitter.whitespace_split = True
        splitter.commenters = ""
        words: list[str] = []
        try:
            words.extend(splitter)
        except ValueError:  # a quotation that is still open
            words.append(splitter.token)
    else:
        words = line.split()
    begun = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE")
    if begun is None:
        begun = words.pop() if len(words) > 1 and not line.endswith(" ") else ""
    elif begun:
        words.pop()
    return words[1:], begun


def _tell_bash(offers: Sequence[Offer], begun: str) -> None:
    cut = begun.rfind(":") + 1
    _write(f"{word[cut:]}\n" for word, _ in offers)


def _tell_zsh(offers: Sequence[Offer], _: str) -> None:
    def quoted(text: str) -> str:
        for sign, written in (('"', '""'), ("'", "''"), ("$", "\\$"), ("`", "\\`"), (":", "\\\\:"), ("(", "\\("), (")", "\\)")):
            text = text.replace(sign, written)
        return f'"{text}"'

    listed = "\n".join(f"{quoted(word)}:{quoted(meaning)}" if meaning else quoted(word) for word, meaning in offers)
    _write([f"_arguments '*: :(({listed}))'" if offers else "_files"])


def _tell_fish(offers: Sequence[Offer], _: str) -> None:
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        sys.exit(0 if offers else 1)
    _write(f"{word}\t{meaning}\n" if meaning else f"{word}\n" for word, meaning in offers)


def _tell_powershell(offers: Sequence[Offer], _: str) -> None:
    _write(f"{word}:::{meaning or ' '}\n" for word, meaning in offers)


_ANSWERS = {"bash": _tell_bash, "zsh": _tell_zsh, "fish": _tell_fish, "powershell": _tell_powershell, "pwsh": _tell_powershell}


def _write(texts: Iterable[str]) -> None:
    sys.stdout.buffer.write("".join(texts).encode())
    sys.stdout.buffer.flush()
