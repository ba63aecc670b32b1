"""Questionnaires: what is asked, what is wrong, which score and which deviations follow. Pure: see architecture.md."""
