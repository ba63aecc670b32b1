"""What differs between two versions of a form: found as data (forms.py), told in plain sentences (telling.py)."""

from portal.engine.changes.change import Aspect, Change, Part, Path, Step
from portal.engine.changes.forms import changes, succession
from portal.engine.changes.telling import Translate, heading, tell

__all__ = ["Aspect", "Change", "Part", "Path", "Step", "Translate", "changes", "heading", "succession", "tell"]
