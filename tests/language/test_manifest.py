"""The vendored models are held against their manifest; what is wrong is said in one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crossread.errors import BrokenInstallation
from crossread.language import manifest

NAME = "all-MiniLM-L6-v2-int8"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one model and the manifest, to break."""
    shutil.copytree(manifest.MODELS / NAME, tmp_path / NAME)
    shutil.copy(manifest.MANIFEST, tmp_path)
    monkeypatch.setattr(manifest, "MODELS", tmp_path)
    monkeypatch.setattr(manifest, "MANIFEST", tmp_path / "MANIFEST.json")
    return tmp_path / NAME


def test_untouched(copy: Path) -> None:
    assert manifest.check(NAME) == copy


def test_a_changed_file_is_named(copy: Path) -> None:
    with (copy / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(BrokenInstallation) as refused:
        manifest.check(NAME)
    assert str(refused.value) == (
        f"The model file {NAME}/tokenizer.json is not the one that crossread ships: install crossread again."
    )


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "model.onnx").unlink()
    with pytest.raises(BrokenInstallation, match=rf"^The model file {NAME}/model\.onnx is missing: [^.]*\.$"):
        manifest.check(NAME)


@pytest.mark.parametrize("folder", sorted(p for p in manifest.MODELS.iterdir() if p.is_dir()), ids=lambda p: p.name)
def test_every_file_is_in_the_manifest(folder: Path) -> None:
    wanted = json.loads(manifest.MANIFEST.read_text("utf-8"))[folder.name]
    assert sorted(wanted) == [path.relative_to(folder).as_posix() for path in manifest.files(folder)]
