"""Aktsom: public bodies follow up human rights and decent work at their suppliers."""
