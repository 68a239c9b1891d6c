"""The vendored model files are what they were: a manifest of sha256, checked at load."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from crossread.errors import BrokenInstallation

MODELS = Path(__file__).parent / "models"
MANIFEST = MODELS / "MANIFEST.json"


def digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> list[Path]:
    """All files of a model's folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def check(name: str) -> Path:
    """The folder of a vendored model, after each of its files was held against the manifest.

    Raises BrokenInstallation that names the first file that is missing or differs.
    """
    folder = MODELS / name
    wanted: dict[str, str] = json.loads(MANIFEST.read_text("utf-8"))[name]
    for relative, sha in wanted.items():
        path = folder / relative
        if not path.is_file():
            raise BrokenInstallation(f"The model file {name}/{relative} is missing: install crossread again.")
        if digest(path) != sha:
            raise BrokenInstallation(
                f"The model file {name}/{relative} is not the one that crossread ships: install crossread again."
            )
    return folder


def fingerprint(name: str) -> str:
    """One sha256 over a model's entry of the manifest: what a dossier's ``made_by`` names."""
    entry = json.loads(MANIFEST.read_text("utf-8"))[name]
    return "sha256:" + hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()
