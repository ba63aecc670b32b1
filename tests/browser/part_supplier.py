"""What the supplier's people do in a round: answer, sign, read the outcome, put right what was wrong."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from portal.deadlines import now, today
from tests.browser.build import TITLE
from tests.browser.files import a_pdf
from tests.browser.part_authority import OPACITY, open_the_deviation
from tests.browser.visitor import Visitor

POLICY = "Has the board adopted a policy?"
ADOPTED = "When was it adopted?"
PEOPLE = "How many people work for you?"
WHY = "How do you use the policy?"
WHO = "Who is responsible?"
FOUND = "Which risks did you find?"
MEASURES = "What do you do about them?"
TOLD = "Have you told your workers about them?"


def answer_policy(contact: Visitor, folder: Path) -> None:
    """The first section, with a number that cannot be read at first, and a file."""
    contact.is_on(TITLE)
    contact.follow("Begin: Policy")
    contact.is_on("Policy")
    contact.choose(POLICY, "Yes")
    if not contact.javascript:
        contact.press("Save")
    contact.write(ADOPTED, "3 April 2026")
    contact.write(PEOPLE, "about fifty")
    contact.write(WHY, "At every purchase")
    contact.press("Next: Risks")
    contact.sees("Write a number in digits, for example 50. What you wrote is kept.")
    expect(contact.box(PEOPLE)).to_have_value("about fifty")
    contact.write(PEOPLE, "50")
    contact.attach("File", a_pdf(folder))
    contact.press("Add the file")
    expect(contact.page.get_by_role("link", name="Open: policy.pdf")).to_be_visible()
    contact.speak("Norsk bokmål")
    contact.is_on("Retningslinjer")
    expect(contact.box("Hvor mange arbeider hos dere?")).to_have_value("50")
    contact.speak("English")
    contact.press("Next: Risks")


def answer_risks(contact: Visitor) -> None:
    """The second section: a risk, a measure that points to it, and a no that opens a deviation."""
    contact.is_on("Risks")
    contact.press("Add a row")
    contact.is_on("New row")
    contact.choose("Theme", "Wages")
    contact.write("Where", "Shenzhen")
    contact.press("Save the row")
    contact.page.get_by_role("button", name="Add a row").nth(1).click()
    contact.pick("Risk", "Wages · Shenzhen")
    contact.write("Measure", "A new contract")
    contact.press("Save the row")
    contact.choose(TOLD, "No")
    contact.press("Save and check")


def ask_for_a_signature(contact: Visitor) -> None:
    contact.is_on("Check and send")
    contact.sees("Everything that must be answered is answered.", "Here that is Sigrid Sjef.")
    contact.press("Ask for a signature")
    contact.sees("The signatories get a mail with a link to the self-report.")


def sign(signatory: Visitor) -> None:
    """Read everything, forget the title at first, sign, and see the receipt."""
    signatory.follow("Check and send")
    signatory.is_on("Check and send")
    signatory.follow("Read and sign")
    signatory.is_on("Read and sign")
    signatory.sees("At every purchase", "Shenzhen", "Documentation: policy.pdf")
    signatory.press("Sign and send the self-report")
    signatory.sees("Write your title, for example managing director.")
    signatory.looks()
    signatory.write("Your title", "Managing director")
    signatory.press("Sign and send the self-report")
    signatory.is_on("Receipt")
    signatory.sees("Thank you.", "Sigrid Sjef, Managing director", "holds")
    asked = signatory.page.get_by_role("heading", level=3)
    expect(asked).to_have_text([POLICY, ADOPTED, PEOPLE, WHY, WHO, FOUND, MEASURES, TOLD])


def read_the_outcome(contact: Visitor) -> None:
    contact.open("/reports")
    contact.is_on("My reports")
    contact.reads_row(TITLE, "Reviewed")
    contact.page.get_by_role("link", name=TITLE).click()
    contact.is_on(TITLE)
    contact.follow("See the outcome")
    contact.looks()
    contact.sees("Level D", "What would raise the score")
    contact.unfold("Policy · 67 of 100")
    contact.sees("The policy is not dated")
    contact.follow(OPACITY)
    contact.is_on(OPACITY)


def write_the_plan(contact: Visitor) -> None:
    contact.press("Confirm that you have received this")
    contact.follow("Write the action plan")
    contact.is_on("Action plan")
    contact.press("Send the plan to the buyer")
    contact.looks()  # says what is missing
    contact.write("Root cause", "Nobody had the task")
    contact.write("What will be done", "Ask the factory")
    contact.write("Who is responsible", "Ingrid Eksempel")
    contact.write("Done by", (today(now()) + timedelta(days=20)).isoformat())
    contact.press("Add this action")
    contact.reads_row("Ask the factory", "Ingrid Eksempel")
    contact.press("Send the plan to the buyer")
    contact.is_on(OPACITY)


def carry_it_out(contact: Visitor, folder: Path) -> None:
    """Start and finish the action; without a file that shows it, it is not done."""
    open_the_deviation(contact)
    contact.follow("Go on with: Ask the factory")
    contact.is_on("Ask the factory")
    contact.press("Start the work")
    contact.press("Say that it is done")
    contact.looks()  # a file is missing
    contact.attach("Add a file", a_pdf(folder, "letter.pdf"))
    contact.press("Upload the file")
    expect(contact.page.get_by_role("link", name="letter.pdf")).to_be_visible()
    contact.press("Say that it is done")
    contact.is_on(OPACITY)
    contact.follow("Send the evidence")
    contact.is_on("Send the evidence")
    contact.press("Send the evidence to the buyer")
    contact.is_on(OPACITY)
