"""`portal forms test`: the cases of questionnaires, and what none of them reached.

The shape of `--format json` is promised in docs/forms/preview-and-test.md.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from portal.commands.shipped import all_forms, compile_file, form_path
from portal.engine.case_slips import slips
from portal.engine.cases import CaseError, run_case
from portal.engine.compiled import CompiledForm
from portal.engine.coverage import Coverage, Kind, Target, cover
from portal.engine.expectations import differences
from portal.engine.types.contract import Json
from portal.library.case_files import cases_beside

COUNTED = {Kind.RULE: "rules", Kind.BRANCH: "branches", Kind.BAND: "bands", Kind.DEVIATION: "deviations"}


@dataclass(frozen=True)
class Failure:
    """A case that did not come out, and how."""

    path: str
    case: str
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """What came of the cases of one form; `error` says why they could not be run."""

    path: Path
    form: CompiledForm
    cases: int
    failures: tuple[Failure, ...]
    coverage: Coverage
    error: str = ""

    @property
    def passed(self) -> bool:
        return not self.failures and not self.error

    @property
    def all_reached(self) -> bool:
        return not self.error and not self.coverage.unreached


@click.command
@click.argument("forms", nargs=-1)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all-reached", is_flag=True, help="End with 1 also when something was reached by no case.")
def test(forms: tuple[str, ...], shape: str, *, all_reached: bool) -> None:
    """Run the cases of FORMS, by default of every shipped questionnaire; 1 when one of them does not come out.

    Names what no case reached: rules, branches of conditions, bands, and deviations.
    """
    tried = [_try(path) for path in ([form_path(form) for form in forms] or all_forms())]
    if shape == "json":
        click.echo(json.dumps(_as_json(tried), ensure_ascii=False, indent=2))
    else:
        for one in tried:
            _print(one)
    if not all(one.passed and (one.all_reached or not all_reached) for one in tried):
        raise click.exceptions.Exit(1)


def _try(path: Path) -> Tried:
    form = compile_file(path)
    judgements, failures = [], []
    try:
        cases = cases_beside(path)
        for case in cases:
            judgement = run_case(form, case)
            judgements.append(judgement)
            if said := [*slips(form, case, judgement), *differences(case, judgement)]:
                failures.append(Failure(case.path, case.title, tuple(said)))
    except CaseError as error:
        return Tried(path, form, 0, (), cover(form, ()), str(error))
    return Tried(path, form, len(cases), tuple(failures), cover(form, judgements))


def _print(tried: Tried) -> None:
    if tried.error:
        click.echo(tried.error, err=True)
        return
    for failure in tried.failures:
        click.echo("\n".join([f"{failure.path}: {failure.case}", *(f"    {one}" for one in failure.differences)]))
    came_out = tried.cases - len(tried.failures)
    click.echo(f"{tried.form.form.key}: {came_out} of {tried.cases} cases came out.")
    counts = [f"{found} of {all_} {COUNTED[kind]}" for kind, (found, all_) in tried.coverage.counts().items()]
    click.echo(f"Reached: {', '.join(counts)}.")
    if missed := tried.coverage.unreached:
        click.echo("No case reached:\n" + "\n".join(f"    {_line(tried.path, target)}" for target in missed))


def _line(path: Path, target: Target) -> str:
    where = f"{path}:{target.place.line}:{target.place.column}"
    return f"{where}: {target.kind} {target.id}" + (f"    {target.text}" if target.text != target.id else "")


def _as_json(tried: Sequence[Tried]) -> dict[str, Json]:
    return {
        "passed": all(one.passed for one in tried),
        "all_reached": all(one.all_reached for one in tried),
        "forms": [_form_json(one) for one in tried],
    }


def _form_json(tried: Tried) -> Json:
    return {
        "form": tried.form.form.key,
        "version": tried.form.form.version,
        "path": str(tried.path),
        "error": tried.error or None,
        "cases": tried.cases,
        "failed": [
            {"path": one.path, "case": one.case, "differences": list(one.differences)} for one in tried.failures
        ],
        "coverage": {
            COUNTED[kind]: {"reached": found, "all": all_} for kind, (found, all_) in tried.coverage.counts().items()
        },
        "unreached": [_target_json(target) for target in tried.coverage.unreached],
    }


def _target_json(target: Target) -> Json:
    return {
        "kind": target.kind.value,
        "id": target.id,
        "question": target.question or None,
        "line": target.place.line,
        "column": target.place.column,
        "text": target.text,
    }
