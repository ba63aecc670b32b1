"""What a review came to, as the supplier reads it: score, level, reasons, and what would raise it."""

from uuid import UUID

from flask import render_template

from portal.accounts.access import current_actor
from portal.accounts.actor import OrganisationKind
from portal.components.formats import page_language
from portal.database import get_session
from portal.explaining.scores import Explainer
from portal.reviewing.presenting import meters, where_words
from portal.reviewing.service.figures import stored_caps, stored_sections
from portal.reviewing.service.outcome import get_outcome
from portal.reviewing.views.blueprint import blueprint


@blueprint.get("/reports/<uuid:report_id>/outcome")
def outcome(report_id: UUID) -> str:
    """Show the outcome of a finished review."""
    actor = current_actor()
    found = get_outcome(get_session(), actor, report_id)
    worded = found.form.in_language(page_language())
    reasons = {key: grade.reason for key, grade in found.grades.items()}
    explainer = Explainer(found.form.compiled, worded, found.circumstances, page_language(), reasons)
    sections = stored_sections(found.review)
    is_supplier = actor.kind is OrganisationKind.SUPPLIER
    return render_template(
        "reviewing/outcome.html",
        layout="base_supplier.html" if is_supplier else "base_staff.html",
        is_supplier=is_supplier,
        outcome=found,
        review=found.review,
        report=found.report,
        explainer=explainer,
        titles={section.key: section.title for section in worded.sections},
        sections=[section for section in sections if any(part.points is not None for part in section.questions)],
        meters=meters(sections, {section.key: section.title for section in worded.sections}),
        caps=[(cap.level, explainer.cap(cap)) for cap in stored_caps(found.review)],
        raises=explainer.raises(sections),
        where_words=where_words,
    )
