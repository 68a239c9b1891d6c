"""Write src/crossread/language/models/MANIFEST.json: the sha256 of every vendored model file."""

from __future__ import annotations

import json

from crossread.language.manifest import MANIFEST, MODELS, digest, files

if __name__ == "__main__":
    folders = sorted(path for path in MODELS.iterdir() if path.is_dir())
    table = {f.name: {p.relative_to(f).as_posix(): digest(p) for p in files(f)} for f in folders}
    MANIFEST.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", "utf-8")
