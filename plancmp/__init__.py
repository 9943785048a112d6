"""Compare China's civil-affairs (民政) plans."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plancmp.api import align, compare, load, plans, records

__version__ = "0.1.0"
__all__ = ["__version__", "align", "compare", "load", "plans", "records"]


def __getattr__(name: str) -> object:
    """Import the interface when it is first asked for, so that the command line starts without it."""
    if name in ("align", "compare", "load", "plans", "records"):
        from plancmp import api

        return getattr(api, name)
    raise AttributeError(f"module 'plancmp' has no attribute {name!r}")
