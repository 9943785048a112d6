"""What is measured, as Markdown: ``python -m bench`` at a small size, ``python -m bench --full`` for docs/PERFORMANCE.md."""

from __future__ import annotations

import argparse
import os
import platform

from bench import scale


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="libraries of 400, 800, 1,600 and 3,200 plans; takes half an hour")
    parser.add_argument("--sizes", help="libraries of these sizes instead: 400,800")
    chosen = parser.parse_args()
    sizes = [int(n) for n in chosen.sizes.split(",")] if chosen.sizes else [400, 800, 1600, 3200] if chosen.full else [50, 100]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start\n")
    print(scale.report(sizes, [n for n in sizes if n <= 800], 3 if chosen.full else 2))


if __name__ == "__main__":
    main()
