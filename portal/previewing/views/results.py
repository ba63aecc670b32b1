"""What the answers give: the score's tree, caps, deviations, problems, and what is not asked."""

from flask import render_template

from portal.engine.definition import Level
from portal.previewing.desk import showing
from portal.previewing.views.blueprint import blueprint


@blueprint.get("/result")
def result() -> str:
    """Show everything that the answers lead to."""
    shown = showing(strict=True)
    return render_template(
        "previewing/result.html",
        shown=shown,
        tree=list(shown.tree()),
        raises=shown.explainer.raises(shown.figures),
        errors=shown.problems(Level.ERROR),
        warnings=shown.problems(Level.WARNING),
        deviations=shown.deviations(),
        hidden=shown.hidden(),
    )
