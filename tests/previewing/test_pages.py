"""A form to try: what an author sees, without JavaScript, and that nothing leaves the process."""

import re
from io import BytesIO

import pytest

from portal.access import ROUTES
from portal.previewing.app import create_preview
from tests.previewing.conftest import FORM, address


class TestAnswering:
    def test_opens_with_the_first_section(self, author):
        words = author.opens("/")
        assert author.address == address("policy")
        assert "Have you a policy for Example contract?" in words
        assert "Preview: nothing is stored" in words

    def test_says_why_a_question_is_not_asked_and_asks_it_when_it_is(self, author):
        words = author.opens("/")
        assert "Not asked now: When was it adopted?" in words
        assert "Asked: When: “Have you a policy for Example contract?”: the answer is yes." in words
        assert 'name="adopted_on"' not in author.page
        author.answers("policy", adopted="yes")
        assert 'name="adopted_on"' in author.page

    def test_says_what_an_answer_gives(self, author):
        words = author.answers("policy", adopted="no")
        assert "0 points, weight 3. The answer “No” gives this." in words
        assert "opens No adopted policy, major" in words
        assert "1 deviation would open" in words

    def test_what_cannot_be_read_stays_in_its_box(self, author):
        words = author.answers("policy", staff="about fifty")
        assert 'value="about fifty"' in author.page
        assert "Write a number in digits" in words

    def test_buttons_lead_on(self, author):
        author.answers("policy", act="next", adopted="yes")
        assert author.address == address("chain")
        author.answers("chain", act="back")
        assert author.address == address("policy")
        author.answers("chain", act="next")
        assert author.address == "/result"

    def test_a_single_answer_gives_back_what_changes(self, author):
        author.opens("/")
        where = "/reports/00000000-0000-0000-0000-000000000000/answers/adopted"
        author.sends(where, adopted="yes", **{"adopted.revision": "0", "staff.revision": "0"})
        assert re.search(r'id="q-adopted_on"[^>]*hx-swap-oob', author.page)
        assert re.search(r'id="why-adopted_on"[^>]*hx-swap-oob', author.page)
        assert re.search(r'id="side"[^>]*hx-swap-oob', author.page)

    def test_a_file_is_known_by_its_name_and_day_only(self, author):
        author.answers("policy", adopted="yes")
        assert "Documentation missing" in author.opens("/result")
        files = {"adopted.files": (BytesIO(b"secret"), "policy.pdf"), "adopted.dated_on": "1 May 2026"}
        assert "policy.pdf" in author.answers("policy", files=files, adopted="yes")
        assert "dated 1 May 2026" in author.words
        assert "Documentation missing" not in author.opens("/result")


class TestRows:
    NEW = "/reports/00000000-0000-0000-0000-000000000000/tables/sites/rows/new"

    def test_are_added_changed_and_taken_away(self, author):
        author.answers("chain", act="add:sites")
        assert author.address == self.NEW
        words = author.sends(self.NEW, act="save", tier="t0", name="Office")
        assert author.address == address("chain")
        assert "Office" in words
        row = re.search(r"row:sites:([0-9a-f-]{36})", author.page)[1]
        author.sends(self.NEW.replace("new", row), act="save", tier="t1", name="Plant")
        assert "Plant" in author.words
        assert "Office" not in author.words
        author.answers("chain", act=f"delete:sites:{row}")
        assert "Plant" not in author.words

    def test_one_that_is_not_complete_says_so(self, author):
        words = author.sends(self.NEW, act="save", tier="t0", name="")
        assert "The row is saved, but is not complete yet" in words

    def test_a_table_can_be_declared_empty(self, author):
        assert "there is nothing to report here" in author.answers("chain", act="empty:sites:yes")


class TestResult:
    def test_shows_the_tree_of_the_score_and_its_reasons(self, author):
        author.answers("policy", adopted="no")
        author.sends(TestRows.NEW, act="save", tier="t1", name="Plant")
        words = author.opens("/result")
        assert "score 40.0" in words
        assert "Policy, weight 60 0.0" in words
        assert "This is what the form gives when: a row where Tier is “Tier 1”." in words

    def test_shows_what_would_open_with_its_grounds(self, author):
        author.answers("policy", adopted="no")
        words = author.opens("/result")
        assert "No adopted policy Major At the supplier · to be closed in 90 days Adopt one" in words

    def test_shows_problems_and_what_is_not_asked(self, author):
        words = author.opens("/result")
        assert "2 problems stop it." in words
        assert "Have you a policy for Example contract? This has not been answered yet." in words
        assert "Not asked now When was it adopted?" in words

    def test_shows_caps(self, author):
        author.answers("policy", adopted="yes")
        author.sends("/surroundings", today="15 January 2026", **{"report.days_late": "31"})
        assert "Level D at most Very late" in author.opens("/result")


class TestSurroundings:
    def test_change_what_conditions_read(self, author):
        words = author.opens("/surroundings")
        assert "no It gets the short form When: the contract's risk (1 to 5) is at most 2." in words
        author.sends("/surroundings", today="15 January 2026", **{"contract.risk": "2"})
        assert "yes It gets the short form" in author.opens("/surroundings")

    def test_the_short_form_asks_less(self, author):
        author.sends("/surroundings", today="15 January 2026", short="yes")
        words = author.opens(address("policy"))
        assert "Not asked now: How many people work for you?" in words
        assert "Asked: The short form does not ask it." in words

    def test_what_cannot_be_read_is_said(self, author):
        words = author.sends("/surroundings", today="soon", **{"contract.risk": "high"})
        assert author.status == 422
        assert "Write the date as day, month and year" in words
        assert "The contract's risk (1 to 5): Write a number in digits" in words

    def test_a_case_is_a_place_to_begin(self, author):
        words = author.sends("/begin", case="No policy, one site")
        assert author.address == "/result"
        assert "score 40.0" in words
        assert "Plant" in author.opens(address("chain"))

    def test_beginning_anew_forgets_everything(self, author):
        author.answers("policy", staff="77")
        author.sends("/begin", case="")
        assert 'value="77"' not in author.page


class TestLanguage:
    def test_is_chosen_on_every_page_and_comes_back_to_it(self, author):
        words = author.sends("/language", act="language:nb", next="/result")
        assert author.address == "/result"
        assert 'lang="nb"' in author.page
        assert "Hva svarene gir" in words

    def test_keeps_what_was_typed(self, author):
        author.answers("policy", act="language:nb", staff="77")
        assert 'value="77"' in author.page
        assert 'lang="nb"' in author.page

    @pytest.mark.parametrize("elsewhere", ["//example.test/", "https://example.test/", "/\\example.test"])
    def test_leads_nowhere_else(self, author, elsewhere):
        author.sends("/language", act="language:nb", next=elsewhere)
        assert author.address == address("policy")


class TestTheFile:
    def test_is_read_again_when_it_changes_and_answers_stay(self, author, path):
        author.answers("policy", staff="77")
        path.write_text(FORM.replace("How many people work for you?", "How many are you?"))
        words = author.opens(address("policy"))
        assert "How many are you?" in words
        assert 'value="77"' in author.page

    def test_answers_that_a_changed_question_cannot_read_are_left_out(self, author, path):
        author.answers("policy", adopted="yes", staff="77")
        path.write_text(FORM.replace("type: integer, label", "type: yes_no, label").replace(", min: 1}", "}"))
        assert "Have you a policy" in author.opens(address("policy"))
        assert 'value="77"' not in author.page

    def test_what_is_wrong_with_it_is_shown_on_every_page_and_what_was_answered_is_kept(self, author, path):
        author.answers("policy", staff="77")
        path.write_text(FORM.replace('when: "!adopted"', 'when: "!adoptd"'))
        words = author.opens("/result")
        assert author.status == 422
        assert "The form does not compile" in words
        assert 'when: "!adoptd"' in words
        assert "did you mean adopted?" in words
        path.write_text(FORM)
        assert 'value="77"' in author.opens(address("policy")) or 'value="77"' in author.page

    def test_a_page_learns_that_it_changed(self, author, path):
        author.opens("/")
        where = re.search(r'hx-get="(/changed/[0-9a-f]+)"', author.page)[1]
        author.opens(where)
        assert (author.status, author.headers.get("HX-Refresh")) == (204, None)
        path.write_text(FORM + "\n")
        author.opens(where)
        assert author.headers["HX-Refresh"] == "true"

    def test_while_an_editor_has_taken_it_away_it_is_as_it_was(self, author, path):
        path.unlink()
        assert "Have you a policy" in author.opens("/")

    def test_one_that_was_never_there_is_refused(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            create_preview(tmp_path / "form.yaml")


class TestSafety:
    def test_answers_to_this_machine_only(self, author):
        response = author.client.get("/result", base_url="http://portal.example.test")
        assert response.status_code == 400

    def test_has_the_products_policy_and_is_kept_by_no_browser(self, author):
        author.opens("/result")
        assert "default-src 'none'" in author.headers["Content-Security-Policy"]
        assert author.headers["Cache-Control"] == "no-store"

    def test_asks_for_no_database_and_no_sign_in(self, author):
        assert "database" not in author.app.extensions
        assert not {"accounts.sign_in", "register.contracts"} & set(author.app.view_functions)

    def test_its_pages_have_the_names_of_the_suppliers(self, author):
        shared = {"section", "save_section", "save_answer", "row", "new_row", "add_row", "change_row", "evidence"}
        assert {f"reporting.{name}" for name in shared} <= set(ROUTES) & set(author.app.view_functions)

    @pytest.mark.parametrize("where", ["/components", "/nowhere", address("nowhere")])
    def test_has_no_other_pages(self, author, where):
        author.opens(where)
        assert author.status == 404
