"""Writes the golden files anew: `.venv/bin/python tests/golden`. Read the difference before you keep it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from golden_texts import FOLDER, golden_texts

for name, text in golden_texts().items():
    (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
