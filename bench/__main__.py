"""`make bench`: prints what docs/performance.md holds."""

from bench import hostile, pages

print("\n".join([*pages.run(), "", *hostile.run()]))
