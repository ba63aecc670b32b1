"""The tree of an expression."""

import pytest

from portal.engine.catalogue import Frame
from portal.engine.expressions import Environment
from portal.engine.loader import read_form
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Select, parse, start, walk

FORM = Frame.QUESTIONS.around("""\
- {key: policy, type: yes_no, label: "A policy?"}
- {key: staff, type: integer, label: "Staff", min: 0}
- {key: part, type: percent, label: "Part"}
- {key: town, type: text, label: "Town"}
- {key: colour, type: single_choice, label: "Colour", choices: [{key: red, label: "Red"}, {key: blue, label: "Blue"}]}
- key: sites
  type: table
  label: "Sites"
  columns: [{key: name, type: text, label: "Name", required: true}, {key: staff, type: integer, label: "Staff"}]
""")


@pytest.fixture(scope="module")
def tree_of():
    form, faults = read_form(FORM)
    assert faults == []
    environment = Environment(form)

    def tree(expression):
        program = environment.compile(expression)
        return parse(program.checked, program.rewritten.original)

    return tree


def test_a_comparison_is_a_call_of_its_sides(tree_of):
    assert tree_of("staff >= 50") == Call("_>=_", (Name("staff", 0), Literal(50.0, 9)), 6)


def test_a_name_with_a_dot_is_one_name(tree_of):
    assert tree_of("contract.risk == 4 && answered.policy").arguments == (
        Call("_==_", (Name("contract.risk", 0), Literal(4.0, 17)), 14),
        Name("answered.policy", 22),
    )


def test_a_list_and_in(tree_of):
    assert tree_of("colour in ['red']") == Call("@in", (Name("colour", 0), Items((Literal("red", 11),), 10)), 7)


@pytest.mark.parametrize(
    ("expression", "kind", "parts"),
    [
        ("sites.exists(s, s.name == 'a')", "exists", 1),
        ("sites.all(s, s.name == 'a')", "all", 1),
        ("count(sites.filter(s, s.name == 'a')) > 1", "filter", 1),
        ("'a' in sites.map(s, s.name)", "map", 1),
        ("'a' in sites.map(s, s.name != 'b', s.name)", "map", 2),
        ("sites.exists_one(s, s.name == 'a')", "exists_one", 1),
    ],
)
def test_loops_are_what_the_author_wrote(tree_of, expression, kind, parts):
    loop = next(node for node in walk(tree_of(expression)) if isinstance(node, Loop))
    assert (loop.kind, loop.variable, len(loop.parts)) == (kind, "s", parts)
    assert expression[start(loop) :].startswith("sites.")


def test_a_row_knows_its_table_and_has_only_asks(tree_of):
    condition = tree_of("sites.exists(s, has(s.staff) && s.staff > 5)").parts[0]
    asked, compared = condition.arguments
    assert asked == Select(Name("s", 20, "sites"), "staff", True, 19)
    assert compared.arguments[0].of == Name("s", 32, "sites")


def test_places_are_the_authors_behind_rewritten_numbers(tree_of):
    expression = "staff > 1 + 2 + 3 && town == 'Voss'"
    literal = next(node for node in walk(tree_of(expression)) if isinstance(node, Literal) and node.value == "Voss")
    assert expression[literal.at :] == "'Voss'"


def test_loops_within_each_other_are_read_as_deep_as_cel_takes_them(tree_of):
    expression = "staff > 1"
    for number in range(30):
        expression = f"['x'].exists(v{number}, {expression})"
    assert sum(isinstance(part, Loop) for part in walk(tree_of(expression))) == 30
