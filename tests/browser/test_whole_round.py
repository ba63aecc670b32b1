"""The whole round, by everybody who takes part in it: opened, answered, signed, reviewed, put right, closed."""

from tests.browser import part_authority, part_supplier
from tests.browser.build import a_cast


def test_a_round_from_its_opening_to_the_last_closed_deviation(visit, house, tmp_path, javascript):
    cast = a_cast(house)

    administrator = visit(cast.administrator, javascript=javascript)
    part_authority.open_a_round(administrator, "Short journey")
    house.run_jobs()

    contact = visit(cast.contact, javascript=javascript)
    contact.open(house.mailed_link(cast.contact))
    part_supplier.answer_policy(contact, tmp_path)
    part_supplier.answer_risks(contact)
    part_supplier.ask_for_a_signature(contact)
    house.run_jobs()

    signatory = visit(cast.signatory, javascript=javascript)
    signatory.open(house.mailed_link(cast.signatory))
    part_supplier.sign(signatory)
    house.run_jobs()

    reviewer = visit(cast.reviewer, javascript=javascript)
    part_authority.open_the_review(reviewer)
    part_authority.grade(reviewer, part_supplier.POLICY, "2 Written routine", "The policy is not dated")
    part_authority.confirm_the_draft(reviewer)
    part_authority.finish_the_review(reviewer)
    house.run_jobs()

    part_supplier.read_the_outcome(contact)
    part_supplier.write_the_plan(contact)
    house.run_jobs()
    part_authority.approve_the_plan(visit(cast.buyer, javascript=javascript))
    part_supplier.carry_it_out(contact, tmp_path)
    house.run_jobs()
    part_authority.verify(visit(cast.second_buyer, javascript=javascript))
    contact.page.reload()
    contact.is_on(part_authority.OPACITY)
    contact.sees("Closed and verified")
