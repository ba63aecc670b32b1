"""Two addresses for whoever watches over the process: it lives, and it can serve."""

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from flask import Blueprint, Response

from portal import resources
from portal.database import NotDurableError, get_session, require_durable

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> Response:
    """Say that the process answers; asks nobody else."""
    return _plain("alive", 200)


@blueprint.get("/health/ready")
def ready() -> Response:
    """Say whether pages can be served: the database answers, forgets nothing, and has the tables of this version."""
    try:
        require_durable(get_session())
        found = get_session().connection().scalar(sa.text("SELECT version_num FROM alembic_version"))
    except NotDurableError as danger:
        return _plain(str(danger), 503)
    except sa.exc.SQLAlchemyError:
        return _plain("the database does not answer, or is empty", 503)
    wanted = ScriptDirectory(str(resources.folder("migrations"))).get_current_head()
    return _plain("ready", 200) if found == wanted else _plain(f"the tables are at {found}, not at {wanted}", 503)


def _plain(words: str, status: int) -> Response:
    return Response(words + "\n", status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
