"""What single components promise: words with every colour, numbers with every bar, nothing unescaped."""

import pytest

from tests.components.elements import element, elements

WICKED = '<script>alert("x")</script>'
IMPORT = '{{% from "components/{}.html" import {} %}}'


@pytest.mark.parametrize(
    ("file", "call"),
    [
        ("button", "button(text)"),
        ("button", "button_link(text, '/')"),
        ("link", "link(text, '/')"),
        ("tag", "tag(text)"),
        ("tag", "level_badge(text, text)"),
        ("alert", "alert(text, title=text)"),
        ("heading", "page_head(text, kicker=text, note=text)"),
        ("heading", "note(text)"),
        ("sheet", "stat(text, text, text)"),
        ("progress", "progress(text, 1, 2, text)"),
        ("progress", "meter_list([(text, 1, text)])"),
        ("progress", "proportions(text, [(text, 1, 'info')])"),
        ("steps", "steps(text, [{'title': text, 'note': text, 'state': 'done'}])"),
        ("task_list", "task_list(text, [{'title': text, 'href': '/', 'state': 'done', 'count': text}])"),
        ("facts", "facts([(text, text)])"),
        ("file", "file_item(text, text, text, '/')"),
        ("quote", "quote(text, source=text)"),
        ("empty", "empty(text, text)"),
        ("error_summary", "error_summary([('a', text)])"),
        ("breadcrumbs", "breadcrumbs([(text, '/'), (text, '')])"),
        ("tabs", "tabs(text, [(text, '/', true)])"),
        ("pagination", "pagination(next='/', words=text)"),
        ("offer", "strong(text)"),
    ],
)
def test_what_people_wrote_is_never_markup(draw, file, call):
    html = draw(IMPORT.format(file, call.split("(")[0]) + "{{ " + call + " }}", text=WICKED)
    assert "&lt;script&gt;" in html
    assert not elements(html, "script")


def test_a_table_says_its_labels_again_for_phones(draw):
    html = draw(
        '{% from "components/table.html" import table, row, cell %}'
        '{% call table("Contracts", ["Contract", ("Risk", "number"), ""]) %}{% call row() %}'
        '{{ cell("Contract", "Cars", head=true) }}{{ cell("Risk", 5, number=true) }}{% call cell("") %}x{% endcall %}'
        "{% endcall %}{% endcall %}"
    )
    assert [cell["data-label"] for cell in elements(html, "td")] == ["Risk", None]
    assert element(html, "th")["role"] == "columnheader"
    assert "What can be done" in html  # no heading of a column is empty


def test_the_shares_of_a_bar_fill_it(draw):
    html = draw(
        '{% from "components/progress.html" import proportions %}'
        '{{ proportions("By severity", [("critical", 1, "danger"), ("minor", 3, "neutral")]) }}'
    )
    assert [(bar["x"], bar["width"]) for bar in elements(html, "rect")] == [("0.0", "25.0"), ("25.0", "75.0")]


def test_nothing_to_show_is_no_fault(draw):
    assert draw('{% from "components/error_summary.html" import error_summary %}{{ error_summary([]) }}').strip() == ""
    assert draw('{% from "components/pagination.html" import pagination %}{{ pagination() }}').strip() == ""
    assert draw('{% from "components/progress.html" import proportions %}{{ proportions("None", []) }}')


def test_the_place_where_saving_is_said_is_there_before_the_first_save(draw):
    html = draw('{% from "components/saved.html" import saved %}{{ saved("mark") }}{{ saved("mark", oob=true) }}')
    before, fragment = elements(html, "p")
    assert before["role"] == "status"
    assert fragment["hx-swap-oob"] == "innerHTML"


def test_a_phone_reads_the_section_one_is_in(draw):
    tasks = [{"title": "Anchoring", "state": "done"}, {"title": "Mapping", "state": "started", "current": True}]
    html = draw(
        '{% from "components/task_list.html" import task_list %}{{ task_list("Sections", tasks) }}', tasks=tasks
    )
    assert "<summary>Mapping, 2 of 2</summary>" in html
    assert "Finished: " in html
