"""Write the JSON Schemas, and the descriptions of dossier and settings: `python tools/make_schema.py`."""

import json
from pathlib import Path

from crossread.views import schema

ROOT = Path(__file__).parent.parent

if __name__ == "__main__":
    made = json.dumps(schema.json_schema(), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "src/crossread/dossier.schema.json").write_text(made, "utf-8")
    line = json.dumps(schema.judgement_schema(), indent=1, ensure_ascii=False) + "\n"
    (ROOT / "src/crossread/judgement.schema.json").write_text(line, "utf-8")
    (ROOT / "docs/schema.md").write_text(schema.described(), "utf-8")
    (ROOT / "docs/settings.md").write_text(schema.settings_described(), "utf-8")
