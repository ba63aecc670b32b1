"""`make bench`: prints what docs/performance.md holds. `python -m bench engine` measures only that part."""

import sys

from bench import engine, hostile, pages

PARTS = {"pages": pages.run, "engine": engine.run, "hostile": hostile.run}

for part in sys.argv[1:] or PARTS:
    print("\n".join(PARTS[part]()), end="\n\n")
