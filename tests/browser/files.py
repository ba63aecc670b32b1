"""Files that visitors upload: what they are, and what they only seem to be."""

from pathlib import Path

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00 This program cannot be run in DOS mode."


def a_pdf(folder: Path, name: str = "policy.pdf") -> Path:
    return _written(folder, name, PDF)


def a_program_called_pdf(folder: Path) -> Path:
    return _written(folder, "invoice.pdf", PROGRAM)


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
