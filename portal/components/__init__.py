"""How pages look: one Jinja macro a component of Designsystemet, and how days and numbers are written."""
