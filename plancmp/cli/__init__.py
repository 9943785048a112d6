"""The command line: reads arguments, calls the rooms below, writes bytes, picks the exit status."""

from plancmp.cli.main import main

__all__ = ["main"]
