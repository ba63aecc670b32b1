"""What must never stand in the repository: addresses of registries, and of machines."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_locks_name_hashes_and_no_host():
    requirements = (ROOT / "requirements.txt").read_text()
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not re.search(r"https?:|^--?(index|extra|find|trusted|f|i)\b", requirements, re.MULTILINE)
    for package in re.split(r"\n(?=\S)", requirements):
        assert package.startswith("#") or "--hash=sha256:" in package, package
    assert all("resolved" not in entry for entry in packages.values())
    assert all(entry["integrity"].startswith("sha512-") for name, entry in packages.items() if name)


def test_the_lock_holds_everything_that_is_asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    assert project["build-system"]["requires"] == groups["build"]
    asked = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]
    names = {re.split(r"[\[<>=,]", entry)[0] for entry in asked}
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert names <= locked


def test_nothing_that_is_made_is_committed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    made = [name for name in listed if name.endswith((".mo", ".pyc")) or "/vendor/" in name or name.startswith("var/")]
    assert listed
    assert not made


DRAWN = {"static", "templates"}  # with portal/components, what pages are drawn with
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "forms").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if not (page.parent / link).exists()]
    assert not broken


def test_the_map_of_the_readme_names_every_folder_and_none_that_is_gone():
    rows = re.findall(r"^\| `([^`]+)/`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    parts = [name.split("/") for name in listed if "/" in name and not name.startswith(".")]
    folders = {part[0] for part in parts} - {"portal"}
    packages = {f"portal/{part[1]}" for part in parts if part[0] == "portal" and part[2:] and part[1] not in DRAWN}
    assert sorted(rows) == sorted(folders | packages)


def test_every_package_has_its_reason():
    """docs/decisions/0001 says why we take what we take."""
    page = (ROOT / "docs/decisions/0001-stack-and-packages.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["dependency-groups"]["build"],
    ]
    names = {re.split(r"[\[<>=,]", entry)[0] for entry in asked} - {"types-pyyaml", "types-wtforms"}
    names |= set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    missing = [name for name in sorted(names) if not mentioned(name, page)]
    assert not missing


def mentioned(name: str, page: str) -> bool:
    short = name.removeprefix("@digdir/designsystemet")  # the page says "@digdir/designsystemet-css, -theme, -web"
    return any(re.search(rf"(?<!\w){re.escape(text)}(?![\w-])", page) for text in (name, short))
