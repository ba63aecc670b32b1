"""`portal forms test`: the cases of questionnaires, and the rules that none of them reached."""

from pathlib import Path

import click

from portal.commands.shipped import all_forms, compile_file, form_path
from portal.engine.cases import CaseError, read_cases, run_case
from portal.engine.coverage import unreached
from portal.engine.expectations import differences


@click.command
@click.argument("forms", nargs=-1)
def test(forms: tuple[str, ...]) -> None:
    """Run the cases of FORMS, by default of every shipped questionnaire; 1 when one of them does not come out."""
    paths = [form_path(form) for form in forms] or all_forms()
    failed = [path for path in paths if not _run(path)]
    if failed:
        raise click.exceptions.Exit(1)


def _run(path: Path) -> bool:
    """Run one form's cases and print what came of them; True when all came out."""
    form = compile_file(path)
    files = {str(file): file.read_text(encoding="utf-8") for file in sorted((path.parent / "cases").glob("*.yaml"))}
    judgements, wrong = [], 0
    try:
        cases = read_cases(files)
        for case in cases:
            judgement = run_case(form, case)
            judgements.append(judgement)
            if said := differences(case, judgement):
                wrong += 1
                click.echo("\n".join([f"{case.path}: {case.title}", *(f"    {one}" for one in said)]))
    except CaseError as error:
        click.echo(str(error), err=True)
        return False
    click.echo(f"{form.form.key}: {len(cases) - wrong} of {len(cases)} cases came out.")
    if missed := unreached(form, judgements):
        click.echo("No case reached these rules:\n" + "\n".join(f"    {rule}" for rule in missed))
    return not wrong
