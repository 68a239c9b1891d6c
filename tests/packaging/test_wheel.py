"""The wheel holds all that is needed and works where it was installed, not only where it was made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "crossread"
REPORTS = {
    "01-pike.txt": "Ferry sinks off Port Elm\n\nAt least 40 people died when a ferry sank off Port Elm on Monday, the "
    "coast guard said.\n\n“We did all that we could,” said the harbour master, Ana Ruiz.\n",
    "02-beacon.txt": "Dozens dead as ferry goes down\n\nA ferry sank off Port Elm on Monday, killing 43 people, "
    "according to the coast guard.\n\n“We did everything we could,” Ana Ruiz, the harbour master, told reporters.\n",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built with the tools that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = folder.glob("crossread-*.whl")
    return made


def test_holds_every_file_of_the_package(wheel: Path) -> None:
    """Models, word lists, templates, schema and py.typed are files like the modules: none may be left behind."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    here = {
        f"crossread/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here - names == set()
    assert {name for name in names if name.startswith("crossread/")} - here == set()
    assert "crossread/py.typed" in names
    assert [n for n in names if n.endswith(".dist-info/licenses/LICENSE")]
    assert [n for n in names if n.endswith(".dist-info/licenses/NOTICE")]


def test_works_beside_the_dependencies_that_are_here(wheel: Path, tmp_path: Path) -> None:
    """Installed without its dependencies, which a .pth file lends from here; the source tree is not seen."""
    python = _environment(tmp_path / "venv")
    _run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    _works(python, site, tmp_path)


@pytest.mark.slow
def test_installs_into_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    python = _environment(tmp_path / "venv")
    _run(python, "-m", "pip", "install", "--quiet", str(wheel))
    _run(python, "-m", "pip", "check")
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    _works(python, site, tmp_path)


def _environment(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=clean, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _works(python: Path, site: Path, folder: Path) -> None:
    """The command says its version and compares two reports, from the installed files."""
    where = _run(python, "-c", "import crossread; print(crossread.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(site)
    command = python.parent / "crossread"
    version = _run(python, "-c", "import crossread; print(crossread.__version__)").strip()
    assert _run(command, "--version", cwd=folder).split()[-1] == version
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    dossier = json.loads(_run(command, "compare", "--json", *REPORTS, cwd=folder))
    assert [len(dossier["reports"]), dossier["made_by"]["crossread"]] == [2, version]
    assert dossier["statements"]
    page = folder / "page.html"
    _run(command, "compare", *REPORTS, "--html", page, cwd=folder)
    assert "Port Elm" in page.read_text("utf-8")
