"""The one table of settings: read from the environment, documented, checked before anything starts.

Defaults are right for production, where a choice is missing they refuse to start. A test compares
docs/settings.md with `as_markdown()`.
"""

from enum import StrEnum
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SAMPLE_SECRET: Final = "for-trying-out-only-never-for-production"  # noqa: S105  production refuses it
SHORTEST_SECRET: Final = 32  # signs: 192 bits when written in base64


class Environment(StrEnum):
    """Where the portal runs; only production makes promises to the public."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class Settings(BaseSettings):
    """Each field is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    portal_env: Environment = Field(
        default=Environment.PRODUCTION,
        description="`production`, `development` or `test`. With PORTAL_DEMO=1 the default is `development`.",
    )
    portal_demo: bool = Field(default=False, description="`1` tries the portal out with invented data.")
    host: str = Field(default="127.0.0.1", description="The address that `portal serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port that `portal serve` listens on.")
    public_url: str = Field(
        default="",
        description="The address people see, without a path. Links in mail begin with it. Default: from HOST and PORT.",
    )
    proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="How many proxies of ours stand in front; so many X-Forwarded-… are believed.",
    )
    secret_key: str = Field(
        default=SAMPLE_SECRET, repr=False, description="Signs cookies. At least 32 signs, secret, the same everywhere."
    )
    cookies_secure: bool | None = Field(
        default=None, description="Cookies travel over https only. Default: yes if PUBLIC_URL begins with https."
    )
    database_url: str = Field(
        default="",
        repr=False,
        description="`postgresql://…`, PostgreSQL 15 or newer. Empty: an embedded server, not for production.",
    )
    database_folder: Path = Field(default=Path("var/postgres"), description="Where the embedded server keeps its data.")
    database_connections: int = Field(default=8, ge=1, le=100, description="Connections kept by one process.")
    mail_url: str = Field(
        default="maildir:var/mail",
        repr=False,
        description="`smtp://user:password@host:587` (STARTTLS), `smtps://…:465`; `maildir:folder` is for trying out.",
    )
    mail_from: str = Field(
        default="Aktsom <aktsom@example.org>", description="The sender of every mail: a name and an address."
    )
    evidence_folder: Path = Field(
        default=Path("var/evidence"), description="Where evidence is stored; never below a folder that is served."
    )
    forms_folder: Path | None = Field(
        default=None,
        description="The folder of your own questionnaires, a folder each; they are offered beside the product's.",
    )
    log_level: str = Field(default="INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`.")

    @model_validator(mode="before")
    @classmethod
    def _demo_is_development(cls, values: dict[str, object]) -> dict[str, object]:
        if str(values.get("portal_demo", "")).lower() in {"1", "true", "yes", "on"}:
            values.setdefault("portal_env", Environment.DEVELOPMENT)
        return values

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        problems = list(self._unsafe_in_production()) if self.portal_env is Environment.PRODUCTION else []
        if not self.mail_url.startswith(("smtp://", "smtps://", "maildir:")):
            problems.append("MAIL_URL must begin with smtp://, smtps:// or maildir:")
        if self.forms_folder is not None and not self.forms_folder.is_dir():
            problems.append(f"FORMS_FOLDER is no folder: {self.forms_folder}")
        if problems:
            raise ValueError("unsafe to start:\n" + "\n".join(f"  - {problem}" for problem in problems))
        return self

    def _unsafe_in_production(self) -> list[str]:
        """Say everything that would be dangerous in production, each in a sentence that names the setting."""
        checks = {
            "SECRET_KEY is the sample; make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'": (
                self.secret_key == SAMPLE_SECRET
            ),
            f"SECRET_KEY is shorter than {SHORTEST_SECRET} signs": len(self.secret_key) < SHORTEST_SECRET,
            "PORTAL_DEMO is for invented data only": self.portal_demo,
            "DATABASE_URL is missing: the embedded server is for trying out": self.embedded,
            "MAIL_URL is a maildir, which the demo's mail page shows to everybody": self.mail_url.startswith(
                "maildir:"
            ),
            "PUBLIC_URL must begin with https://": not self.public_url.startswith("https://"),
            "COOKIES_SECURE is off": not self.secure_cookies,
        }
        return [problem for problem, is_so in checks.items() if is_so]

    @property
    def embedded(self) -> bool:
        """No server is named, so we bring our own."""
        return not self.database_url

    @property
    def address(self) -> str:
        """The address people see, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are sent over https only."""
        return urlsplit(self.address).scheme == "https" if self.cookies_secure is None else self.cookies_secure

    @property
    def mail_folder(self) -> Path | None:
        """The folder that takes the mail instead of a server, if so set."""
        scheme, _, folder = self.mail_url.partition(":")
        return Path(folder) if scheme == "maildir" else None

    @property
    def shows_mail(self) -> bool:
        """Whether the page /demo/mail exists: only where everything is invented."""
        return self.portal_demo and self.embedded and self.mail_folder is not None


def as_markdown() -> str:
    """Write the table of settings as it stands in docs/settings.md."""
    lines = ["| Variable | Default | What it does |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None or field.default == "" else f"`{_plain(field.default)}`"
        lines.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
