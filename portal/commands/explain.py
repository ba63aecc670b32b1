"""`portal forms explain`: one question of a questionnaire in words."""

from difflib import get_close_matches
from textwrap import fill

import click

from portal.commands.shipped import compile_file, form_path
from portal.engine.texts import in_language
from portal.explaining.placeholders import unfilled
from portal.explaining.questions import explain as explain_question
from portal.explaining.speech import spoken_in
from portal.languages import LANGUAGES, SOURCE
from portal.library.beside import translations_of

WIDTH = 100


@click.command
@click.argument("form")
@click.argument("question")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=SOURCE, show_default=True)
def explain(form: str, question: str, language: str) -> None:
    """Say in words when QUESTION of FORM is asked, and what its answers lead to.

    FORM is the key of a questionnaire, or a path to any form.yaml.
    """
    path = form_path(form)
    compiled = compile_file(path)
    keys = [one.key for one in compiled.form.questions()]
    if question not in keys:
        near = get_close_matches(question, keys, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"It asks {', '.join(keys)}."
        raise click.UsageError(f"{compiled.form.key} has no question {question}. {hint}")
    worded = in_language(compiled.form, translations_of(path, compiled.form.key).get(language, {}))
    with spoken_in(language):
        click.echo(f"{question}\n{_wrapped(unfilled(worded.question(question).label), '')}")
        for paragraph in explain_question(compiled, worded, question):
            click.echo(f"\n{paragraph.heading}")
            for line in paragraph.lines:
                click.echo(_wrapped(line, "  - "))


def _wrapped(line: str, mark: str) -> str:
    return fill(line, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False)
