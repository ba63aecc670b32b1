"""The questionnaires: those of the folders, compiled once when the portal starts, and the frozen ones, each once.

Opening a round freezes its form: definition, translations and reference tables, canonical, under a SHA-256.
Self-reports point to the frozen form, and pages, scores and receipts use it, never the folder.

`current` and `files` read folders and know no database, so that an author's commands start at once; `keeping` freezes.
"""
