"""What the environment says, or in plain words why a command does not start."""

import os
import socket

import click
from pydantic import ValidationError

from portal.engine.diagnostics import FormRefused
from portal.library.current import current_forms
from portal.settings import Settings


def read_settings() -> Settings:
    """Read the settings; raises click's ClickException with everything that is wrong, a line each."""
    try:
        return Settings()
    except ValidationError as error:
        raise click.ClickException("\n".join(_sentence(dict(problem)) for problem in error.errors())) from error


def require_free_port(settings: Settings) -> None:
    """Refuse a port that somebody listens on: granian would share it, and answer every second request."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen at {settings.host}:{settings.port}: {os.strerror(error.errno or 0)}."
        ) from error


def require_sound_forms() -> None:
    """Refuse to start with a questionnaire that does not compile; says all that is wrong, as `portal forms check`."""
    try:
        current_forms()
    except FormRefused as refused:
        raise click.ClickException(f"A questionnaire does not compile.\n\n{refused}") from refused


def _sentence(problem: dict[str, object]) -> str:
    place = problem["loc"]
    name = f"{str(place[0]).upper()}: " if isinstance(place, tuple) and place else ""
    return name + str(problem["msg"]).removeprefix("Value error, ")
