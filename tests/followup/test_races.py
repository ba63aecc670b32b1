"""Two people at once, on real transactions: numbers without holes or doubles, and one act that wins."""

import threading

from sqlmodel import Session

from portal.errors import Refused
from portal.followup import service
from portal.followup.models import DeviationStatus
from tests.build import NOW
from tests.followup.build import LATER, a_case, a_draft, in_status


def at_once(*acts) -> list[object]:
    """Run functions in threads that start together; give what each returned or raised."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int) -> None:
        gate.wait()
        try:
            outcomes[place] = acts[place]()
        except Refused as refusal:
            outcomes[place] = refusal

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_numbers_have_no_holes_and_no_doubles(live_database, live_app):
    with Session(live_database, expire_on_commit=False) as session:
        case = a_case(session)
        drafts = [a_draft(session, case).id for _ in range(12)]
        for draft in drafts:
            service.confirm(session, case.reviewer, draft, now=NOW)
        session.commit()

    def open_three(mine):
        def run() -> list[str]:
            numbers = []
            for draft in mine:
                with Session(live_database) as own:
                    numbers.append(service.open_deviation(own, case.reviewer, draft, now=NOW).number)
                    own.commit()
            return numbers

        return run

    given = at_once(*(open_three(drafts[start::4]) for start in range(4)))
    assert sorted(number for numbers in given for number in numbers) == [f"AV-2027-{n:04}" for n in range(1, 13)]


def test_a_number_that_is_rolled_back_is_given_again(live_database, live_app):
    with Session(live_database, expire_on_commit=False) as session:
        case = a_case(session)
        first, second = (a_draft(session, case).id for _ in range(2))
        for draft in (first, second):
            service.confirm(session, case.reviewer, draft, now=NOW)
        session.commit()
    with Session(live_database) as session:
        service.open_deviation(session, case.reviewer, first, now=NOW)
        session.rollback()
    with Session(live_database) as session:
        assert service.open_deviation(session, case.reviewer, second, now=NOW).number == "AV-2027-0001"


def test_two_buyers_act_at_once_and_one_is_refused(live_database, live_app):
    with Session(live_database, expire_on_commit=False) as session:
        case = a_case(session)
        deviation_id = in_status(session, case, DeviationStatus.PLAN_SUBMITTED).id
        session.commit()

    def approve():
        with Session(live_database) as own:
            service.approve_plan(own, case.buyer, deviation_id, now=LATER)
            own.commit()
            return "approved"

    def give_back():
        with Session(live_database) as own:
            service.return_plan(own, case.second_buyer, deviation_id, reason="More", now=LATER)
            own.commit()
            return "returned"

    outcomes = at_once(approve, give_back)
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
    assert [outcome.code for outcome in outcomes if isinstance(outcome, Refused)] == ["deviation_act_not_allowed"]
