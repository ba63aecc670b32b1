"""From the text of a form.yaml to its Form, or to what is wrong with its notation and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.engine.definition import Form, Place, Source
from portal.engine.diagnostics import Diagnostic, EnoughFound, Findings
from portal.engine.reading.fields import Reader
from portal.engine.reading.form import read_form_node
from portal.engine.reading.shapes import FORM
from portal.engine.reading.tree import Refused, Scalar, read_tree


@dataclass(frozen=True)
class Reading:
    """What reading gave: the form as far as it could be read, its faults, and where every text stands."""

    form: Form | None
    findings: Findings
    scalars: Mapping[Place, Scalar]

    def place_in(self, source: Source, offset: int) -> Place:
        """Where in the file the character at `offset` of an expression or text stands."""
        scalar = self.scalars.get(source.place)
        return scalar.place_of(offset) if scalar else source.place


def read(text: str, *, path: str = "form.yaml") -> Reading:
    """Read a form. Never raises, whatever the text holds; a form with faults is only good for finding more of them."""
    findings = Findings(path)
    reader = Reader(findings)
    try:
        root = read_tree(text, findings)
        if not isinstance(root, Refused | None):
            return Reading(read_form_node(reader, root, text), findings, reader.scalars)
        if not findings:
            reader.fields(Scalar("", "", "", Place(1, 1)), FORM)
    except EnoughFound:
        pass
    return Reading(None, findings, {})


def read_form(text: str, *, path: str = "form.yaml") -> tuple[Form | None, list[Diagnostic]]:
    """The form of a text and every fault of its notation (F1); the form is None when there are any.

    Expressions are read as texts. `compiled.compile_form` compiles and checks them.
    """
    reading = read(text, path=path)
    faults = reading.findings.sorted()
    return (None if faults else reading.form), faults
