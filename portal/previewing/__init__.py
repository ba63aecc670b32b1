"""A questionnaire to try on one's own machine, by the supplier's own templates: no database, and nothing is stored."""
