"""For any WSGI server: `application`. Our own, `portal serve`, loads the same."""

from portal.app import create_app

application = create_app()
