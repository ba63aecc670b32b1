"""Nothing that the compiler calls impossible happens, on forms and answers made at random."""

from hypothesis import HealthCheck, given, settings

from portal.engine.bounds import bounds, model_of
from portal.engine.conditions import conditions_of
from portal.engine.functions import Kind
from portal.engine.judgement import judge
from portal.engine.worlds.decisions import decide
from portal.engine.worlds.search import Setting
from portal.engine.worlds.world import Undecided
from tests.engine.test_against_naive import ANSWERS, CIRCUMSTANCES, FORMS, form_of

SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(FORMS, ANSWERS)
def test_a_score_is_within_its_bounds(drawn, answers):
    form = form_of(drawn)
    judgement = judge(form, answers, CIRCUMSTANCES)
    if not judgement.blocks and judgement.score.total is not None:
        total = bounds(form).full.total
        assert total.worst <= judgement.score.total <= total.best


@SETTINGS
@given(FORMS, ANSWERS)
def test_what_never_holds_does_not_and_what_always_holds_does(drawn, answers):
    form = form_of(drawn)
    model = model_of(form)
    evaluation = judge(form, answers, CIRCUMSTANCES).evaluation
    for condition in conditions_of(form.form):
        if condition.row_of is not None or form.program(condition.source).kind is not Kind.TRUTH:
            continue
        try:
            decision = decide(model, Setting(), model.understood(condition.source))
        except Undecided:
            continue
        outcome = evaluation.run.outcome(condition.source, condition.question)
        assert outcome not in (True, False) or outcome in decision.truths, condition.source.text
