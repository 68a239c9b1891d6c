"""Write the dossier's JSON Schema, its description and that of the settings: `python tools/make_schema.py`."""

import json
from pathlib import Path

from crossread.views import schema

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    made = json.dumps(schema.json_schema(), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "src/crossread/dossier.schema.json").write_text(made, "utf-8")
    (ROOT / "docs/schema.md").write_text(schema.described(), "utf-8")
    (ROOT / "docs/settings.md").write_text(schema.settings_described(), "utf-8")
