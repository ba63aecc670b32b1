"""What the environment says, or in plain words why a command does not start."""

import click
from pydantic import ValidationError

from portal.settings import Settings


def read_settings() -> Settings:
    """Read the settings; raises click's ClickException with everything that is wrong, a line each."""
    try:
        return Settings()
    except ValidationError as error:
        raise click.ClickException("\n".join(_sentence(dict(problem)) for problem in error.errors())) from error


def _sentence(problem: dict[str, object]) -> str:
    place = problem["loc"]
    name = f"{str(place[0]).upper()}: " if isinstance(place, tuple) and place else ""
    return name + str(problem["msg"]).removeprefix("Value error, ")
