"""書き出す: the document and its format by number, on every size of screen, with the reader's place kept."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from driving import SIZES, app_in, at_the_opening, export_summary, flat, shown, until, write
from wcwidth import wcswidth

from tui.screens.menu import MenuScreen
from tui.screens.result import ResultScreen


async def to_the_result(pilot) -> None:  # type: ignore[no-untyped-def]
    await at_the_opening(pilot)
    await write(pilot, "従業員30人の製造業です。パソコンは25台、サーバーは1台です。")
