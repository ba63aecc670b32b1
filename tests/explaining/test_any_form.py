"""Whatever a form says, it can be explained without code, and its cases can be counted."""

import re

from flask_babel import force_locale
from hypothesis import given

from portal.engine.coverage import cover
from portal.engine.judgement import judge
from portal.explaining.questions import explain
from tests.engine.test_against_naive import ANSWERS, CIRCUMSTANCES, FORMS, SOME, form_of

CODE = re.compile(r"&&|\|\||==|!=|[<>]=|\w_\w|\bextra\d|\btab\d")


@SOME
@given(drawn=FORMS)
def test_every_question_is_explained_without_code(in_app, drawn):
    form = form_of(drawn)
    with force_locale("en"):
        for question in form.form.questions():
            lines = [line for paragraph in explain(form, form.form, question.key) for line in paragraph.lines]
            assert lines
            assert not [line for line in lines if CODE.search(line)]


@SOME
@given(drawn=FORMS, answers=ANSWERS)
def test_what_is_reached_is_what_there_is_to_reach(drawn, answers):
    form = form_of(drawn)
    covered = cover(form, [judge(form, answers, CIRCUMSTANCES)])
    assert covered.reached <= {(target.kind, target.id) for target in covered.targets}
