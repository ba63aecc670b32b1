"""The faults of an example in a form around it: how the tests of the compiler say what goes in and what comes out."""

from portal.engine.catalogue import Frame
from portal.engine.compiling import check_form


def codes(example, frame=Frame.QUESTIONS):
    """The codes of all faults, in the order of the file."""
    return [str(fault.code) for fault in check_form(frame.around(example.rstrip("\n")))[1]]
