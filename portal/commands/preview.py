"""`portal forms preview`: a questionnaire to try in the browser, on this machine only."""

import logging

import click
from werkzeug.serving import make_server

from portal.commands.shipped import form_path
from portal.commands.signals import exit_when_told
from portal.languages import LANGUAGES, SOURCE
from portal.previewing.app import create_preview

HOST = "127.0.0.1"
"""Never another: whoever reaches the pages reads what is tried."""


@click.command
@click.argument("form")
@click.option("--port", type=click.IntRange(0, 65535), default=8200, show_default=True, help="0: any that is free.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=SOURCE, show_default=True)
def preview(form: str, port: int, language: str) -> None:
    """Serve FORM to try: fill in, see what is asked and why, the score, what would open. Nothing is stored.

    FORM is the name of a questionnaire, or a path to any form.yaml. Pages load themselves again when the file is saved.
    """
    path = form_path(form)
    try:
        app = create_preview(path, language=language)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from error
    server = make_server(HOST, port, app, threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line a request says nothing here
    click.echo(f"Trying {path} at http://{HOST}:{server.server_port}/ (Ctrl+C ends it)")
    exit_when_told()
    server.serve_forever()
