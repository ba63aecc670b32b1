import pytest

from portal.engine.catalogue import Code
from portal.engine.compiling import check_form
from portal.engine.definition import Column, TypeKey
from portal.engine.types import TYPES
from tests.engine.judging import HEAD, a_form, codes, judged, outcome

KIND, COLUMN = TYPES[TypeKey.REF], Column("risk", TypeKey.REF, "Risk", ref="risks")


def test_a_reference_is_a_rows_id_or_in_a_hand_written_file_its_number():
    assert KIND.from_json("0197f0aa", COLUMN) == "0197f0aa"
    assert KIND.from_json(3, COLUMN) == "3"
    assert KIND.from_json("", COLUMN) is None


@pytest.mark.parametrize("stored", [True, 1.5, []])
def test_anything_else_is_refused(stored):
    with pytest.raises(ValueError, match="not_a_choice"):
        KIND.from_json(stored, COLUMN)


def test_a_reference_is_kept_as_it_was_posted():
    assert KIND.read(["0197f0aa"], COLUMN, "nb") == "0197f0aa"


FACTORIES = """
- key: factories
  type: table
  label: "Factories"
  columns:
    - {key: site, type: ref, ref: {register: sites}, label: "Site", required: true}
    - {key: state, type: text, label: "State"}
  deviations:
    - {for_each: {row: factories}, when: "has(row.state) && row.state == 'stopped'", type: documentation_missing,
       severity: minor}
"""
SITES = {"a1": "BD", "b2": "IN"}


def test_a_column_points_to_the_suppliers_register_of_sites():
    form = a_form(FACTORIES)
    assert form.form.question("factories").column("site").register == "sites"
    answers = {"factories": [{"site": "a1"}, {"site": "gone"}, {}]}
    assert codes(form, answers, sites=SITES) == ["factories[2]/required", "factories[1]/bad_reference"]


def test_a_site_is_not_called_wrong_where_the_register_is_not_known():
    assert codes(a_form(FACTORIES), {"factories": [{"site": "anything"}]}) == []


def test_a_deviation_at_a_site_is_in_the_sites_country():
    stopped = [{"site": "a1", "state": "stopped"}, {"site": "b2", "state": "stopped"}, {"site": "b2"}]
    found = judged(a_form(FACTORIES), {"factories": stopped}, sites=SITES)
    assert [draft.country for draft in found.drafts] == ["BD", "IN"]
    unknown = outcome(a_form(FACTORIES), {"factories": stopped})
    assert {draft["country"] for draft in unknown["drafts"]} == {None}


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("{register: sitse}", Code.NOT_ONE_OF),
        ("{register: sites, table: factories}", Code.MISSING_FIELD),
        ("{}", Code.MISSING_FIELD),
    ],
)
def test_a_reference_names_one_table_or_one_register_that_there_is(ref, code):
    questions = FACTORIES.replace("{register: sites}", ref).replace("\n", "\n      ")
    text = f"{HEAD}sections:\n  - key: s\n    title: S\n    weight: 0\n    questions:\n{questions}"
    _, faults = check_form(text)
    assert code in {fault.code for fault in faults}
