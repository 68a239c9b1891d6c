"""The weights of a logistic model, shown and written: one per feature, into a TOML file beside the features' module."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from sklearn.linear_model import LogisticRegression


def show(model: LogisticRegression, features: Sequence[str]) -> None:
    """Print a line per feature."""
    for name, weight in zip(features, model.coef_[0], strict=True):
        print(f"{name:20} {weight:7.3f}")


def write(model: LogisticRegression, features: Sequence[str], module: ModuleType, said: Sequence[str]) -> None:
    """Put the weights into the TOML file beside a module; ``said`` are the lines of comment above them."""
    lines = [
        *(f"# {line}" for line in said),
        "",
        f"intercept = {model.intercept_[0]:.3f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(features, model.coef_[0], strict=True)),
    ]
    assert module.__file__ is not None
    Path(module.__file__).with_suffix(".toml").write_text("\n".join(lines) + "\n", "utf-8")
