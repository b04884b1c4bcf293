"""PDF files, set in a process of their own so that the typesetter's memory goes with it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desk.typesetter import NO_FONT, NO_TYPESETTER

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.rulebase import RuleBase

LONGEST = 120
"""Seconds after which the typesetter is given up."""
_NO_FONT = (
    "PDFに要る日本語の書体が見つかりません。"
    "Debianなら fonts-noto-cjk か fonts-ipaexfont を入れてください。HTMLかWordなら、そのまま作れます"
)
_NO_TYPESETTER = (
    "PDFを作る部品（typst）が入っていません。pip install typst で入ります。HTMLかWordなら、そのまま作れます"
)
_FAILED = "PDFを作れませんでした。HTMLかWordなら、そのまま作れます"


class PdfError(Exception):
    """Why there is no PDF file, in one Japanese line that says what to do."""


def pdf_of(blocks: Iterable[Block], rules: RuleBase, as_of: date, fonts: tuple[Path, ...] | None = None) -> bytes:
    """The bytes of a PDF file. Raises PdfError.

    `fonts`: directories with fonts; None takes those of the system.
    """
    from recommender.export.typeset import TEMPLATE, sheet_of

    order = {
        "template": TEMPLATE.read_text(encoding="utf-8"),
        "sheet": sheet_of(blocks, rules, as_of),
        "fonts": None if fonts is None else [str(path) for path in fonts],
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "tui.desk.typesetter"],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise PdfError(_FAILED) from None
    if done.returncode:
        raise PdfError({NO_FONT: _NO_FONT, NO_TYPESETTER: _NO_TYPESETTER}.get(done.returncode, _FAILED))
    return done.stdout
