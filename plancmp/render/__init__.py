"""One file per format: finished things in, text out. Each is imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plancmp.render import answers, console, csvs, htmls, jsons, listings, markdown, problems, terminal, whys, xlsx

__all__ = ["answers", "console", "csvs", "htmls", "jsons", "listings", "markdown", "problems", "terminal", "whys", "xlsx"]


def __getattr__(name: str) -> ModuleType:
    """Import a renderer, so that a run loads those only that it uses."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
