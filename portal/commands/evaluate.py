"""`portal forms evaluate`: what a set of answers gives, as one JSON object."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from portal import deadlines
from portal.commands.shipped import compile_file, form_path, read_object
from portal.engine.inputs import InputError, Surrounding, read_answers, read_circumstances, read_facts
from portal.engine.judgement import as_json, judge

MOST_NAMED: Final = 20
"""Keys of an answers file that are named when the form does not have them."""

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command
@click.argument("form")
@click.argument("answers", type=FILE)
@click.option("--contract", type=FILE, help='What conditions call contract.*, as one JSON object: {"kind": "goods"}.')
@click.option("--supplier", type=FILE, help="supplier.*")
@click.option("--round", "round_file", type=FILE, help="round.*")
@click.option("--previous", type=FILE, help="previous.*: exists, level and the earlier answers.")
@click.option("--reference", type=FILE, help="country_risk, country_risk_default, boycott and limits.")
@click.option("--facts", type=FILE, help="What the review knows: days_late, uncontained, open and so on.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of submission; today without it.")
@click.option("--short", is_flag=True, help="The short form; short_when is not asked.")
def evaluate(
    form: str,
    answers: Path,
    *,
    contract: Path | None,
    supplier: Path | None,
    round_file: Path | None,
    previous: Path | None,
    reference: Path | None,
    facts: Path | None,
    today: datetime | None,
    short: bool,
) -> None:
    """Print what ANSWERS give for FORM: the key of a questionnaire, or a path to any form.yaml."""
    compiled = compile_file(form_path(form))
    files = {"contract": contract, "supplier": supplier, "round": round_file, "previous": previous}
    objects = {name: read_object(path) for name, path in {**files, "reference": reference, "facts": facts}.items()}
    try:
        given = read_answers(compiled.form, read_object(answers))
        surrounding = Surrounding(**objects)
        circumstances = read_circumstances(compiled.form, surrounding, today=_day(today), short=short)
        known = read_facts(surrounding.facts)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    if given.strange:
        keys = ", ".join(given.strange[:MOST_NAMED]) + (" …" if len(given.strange) > MOST_NAMED else "")
        click.echo(f"{answers}: the form does not ask {keys}; left out", err=True)
    judgement = judge(
        compiled,
        given.values,
        circumstances,
        evidence=given.evidence,
        grades=given.grades,
        facts=known,
        unreadable=given.unreadable,
    )
    click.echo(json.dumps(as_json(judgement), ensure_ascii=False, indent=2))


def _day(today: datetime | None) -> date:
    return today.date() if today else deadlines.today(deadlines.now())
