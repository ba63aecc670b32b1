"""What a browser is called, from what it says of itself: for people who look where they are signed in."""

from typing import Final

# In this order, because most browsers also claim to be the ones further down.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(says: str) -> str:
    """Give a short name such as "Firefox, Windows"; what the browser says when it says nothing we know."""
    found = [next((name for sign, name in table if sign in says), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or says[:40] or "?"
