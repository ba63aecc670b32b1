"""`portal forms explain`, as an author of a questionnaire uses it."""

from click.testing import CliRunner

from portal.commands.forms import forms


def run(*arguments):
    return CliRunner().invoke(forms, ["explain", *arguments])


def test_says_what_a_question_leads_to():
    ran = run("due_diligence", "s1_lead_policy")
    assert ran.exit_code == 0
    assert (
        "\nDeviations\n  - “No adopted policy”, major, to be closed in 30 days, when: the answer is no." in ran.output
    )
    assert "\nWhat depends on it\n" in ran.output


def test_speaks_norwegian():
    ran = run("due_diligence", "s1_lead_policy", "--language", "nb")
    assert "Har toppledelsen vedtatt" in ran.output
    assert "\nNår spørsmålet stilles\n  - Alltid.\n" in ran.output


def test_a_slip_of_the_key_is_met_with_the_nearest():
    ran = run("due_diligence", "s1_lead_polcy")
    assert ran.exit_code == 2
    assert "Did you mean s1_lead_policy?" in ran.output
