"""What is measured, as Markdown: ``python -m bench`` at a small size, ``python -m bench --full`` for docs/PERFORMANCE.md."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from pathlib import Path

from bench import alignment, crash, fuzz, scale, startup


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="libraries of 400, 800, 1,600 and 3,200 plans; takes a quarter of an hour"
    )
    parser.add_argument("--sizes", help="libraries of these sizes instead: 400,800")
    chosen = parser.parse_args()
    sizes = [int(n) for n in chosen.sizes.split(",")] if chosen.sizes else [400, 800, 1600, 3200] if chosen.full else [25, 50]
    began = time.monotonic()
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load} at the start", flush=True)
    print("\n## From start to end\n", flush=True)
    print(startup.table(startup.measure(9 if chosen.full else 3)), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["PLANCMP_CACHE"] = f"{scratch}/cache"
        for line in scale.report(sizes, Path(scratch), 3 if chosen.full else 2, 800):
            print(line, flush=True)
    if not chosen.full:
        alignment.main()
        counts, wrong = fuzz.run(300, 1)
        print(f"\n## Robust\n\n- 300 mutants: {dict(counts)}, {len(wrong)} of them wrong", flush=True)
        print(f"- 2 rounds of killing one of two processes that build one cache: {crash.run(2, 1)} wrong answers", flush=True)
    print(f"\n{time.monotonic() - began:.0f} s in all, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
