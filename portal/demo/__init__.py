"""The demo: an authority, its suppliers and two years of work, all invented, made by the portal's own services."""

from portal.demo.loading import load

__all__ = ["load"]
