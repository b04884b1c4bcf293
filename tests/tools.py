"""Other people's programs that some tests open our documents with, and fonts: skipped without, unless promised."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

PROMISE = "OTASUKE_ALL_TOOLS"
"""Where this is 1 (`.ci/run` sets it after it installed the packages) what is missing fails the test."""
PACKAGES = {
    "chromium": "chromium",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer-nogui",
}
"""The Debian package of each program."""


def needs(program: str, *also: str) -> str:
    """The path of the program, or of the first of its other names that is there."""
    found = next(filter(None, map(shutil.which, (program, *also))), None)
    return found or lacking(f"{program} isn't installed (Debian: {PACKAGES[program]})")


def lacking(reason: str) -> NoReturn:
    """The test can't be made here."""
    if os.environ.get(PROMISE) == "1":
        pytest.fail(f"{reason}, though {PROMISE} promises it")
    pytest.skip(reason)
