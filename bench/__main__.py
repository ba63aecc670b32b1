"""`make bench`: prints what docs/performance.md holds."""

from bench import pages

print("\n".join(pages.run()))
