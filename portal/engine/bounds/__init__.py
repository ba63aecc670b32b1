"""The best and the worst score that a form can give, decided exactly where that is possible."""

from portal.engine.bounds.reach import Bounds, Range, Reach, bounds, model_of, reach_of

__all__ = ["Bounds", "Range", "Reach", "bounds", "model_of", "reach_of"]
