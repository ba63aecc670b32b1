"""What the authority's people do in a round: open it, review what comes, follow up."""

import re

from tests.browser.build import TITLE
from tests.browser.visitor import Visitor

OPACITY = "Supply chain not disclosed"


def open_a_round(administrator: Visitor, questionnaire: str) -> None:
    """Plan a round for last year with the contracts that are proposed, and open it."""
    administrator.open("/rounds")
    administrator.is_on("Rounds")
    administrator.follow("Plan a round")
    administrator.is_on("Plan a round")
    administrator.choose("Questionnaire", questionnaire)
    administrator.press("Next: choose contracts")
    administrator.is_on(questionnaire)
    administrator.sees("1 of 1 chosen")
    administrator.follow("Next: open the round")
    administrator.is_on("Open the round")
    administrator.press("Open the round and send the invitations")
    administrator.is_on(questionnaire)
    administrator.sees("The round is open. Invitations are on their way.")


def open_the_review(reviewer: Visitor) -> None:
    reviewer.open("/reviews")
    reviewer.is_on("Which self-reports wait for review?")
    reviewer.follow(TITLE)
    reviewer.is_on(re.compile(f": {TITLE}$"))


def grade(reviewer: Visitor, question: str, points: str, reason: str) -> None:
    """Give other points than the automatic ones to what waits first; without a reason they are refused."""
    reviewer.follow("Go to the next question that needs you")
    reviewer.sees(question, "Reason that the supplier reads")
    reviewer.looks()
    reviewer.choose("Points", points)
    reviewer.press("Save and go on")
    reviewer.write("Reason that the supplier reads", reason)
    reviewer.looks()
    reviewer.press("Save and go on")


def confirm_the_draft(reviewer: Visitor) -> None:
    open_the_review(reviewer)
    reviewer.sees("1 draft waits for a decision")
    reviewer.press("Confirm")
    reviewer.sees("Confirmed")


def finish_the_review(reviewer: Visitor) -> None:
    open_the_review(reviewer)
    reviewer.follow("Finish the review")
    reviewer.is_on("Finish the review?")
    reviewer.press("Finish the review and tell the supplier")
    reviewer.sees("See the outcome as the supplier sees it")


def open_the_deviation(visitor: Visitor) -> None:
    visitor.open("/deviations")
    visitor.is_on("Which deviations must be put right, and who has the ball?")
    visitor.follow(OPACITY)
    visitor.is_on(OPACITY)


def approve_the_plan(buyer: Visitor) -> None:
    open_the_deviation(buyer)
    buyer.sees("Ask the factory")
    buyer.press("Approve the plan")
    buyer.is_on(OPACITY)


def verify(buyer: Visitor) -> None:
    open_the_deviation(buyer)
    buyer.follow("Verify and close")
    buyer.is_on("Verify and close")
    buyer.press("Verify and close the deviation")
    buyer.looks()  # says what is missing
    buyer.write("How did you verify it?", "Read the letter")
    buyer.write("What did you find?", "The workers are told")
    buyer.press("Verify and close the deviation")
    buyer.is_on(OPACITY)
    buyer.sees("Closed and verified")
