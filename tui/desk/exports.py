"""Writing a summary where the user stands: a clean name, for its owner alone, never over another file."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import Path

from tui.desk.files import write_new

_UNSAFE = re.compile(r'[\\/:*?"<>|.\s]+')
_LONGEST = 40
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def clean_name(name: str) -> str:
    """The name without what a file name can't hold on any system; empty where nothing is left."""
    seen = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    cleaned = _UNSAFE.sub("_", seen).strip("_ ")[:_LONGEST].strip("_ ")
    return "" if _RESERVED.match(cleaned) else cleaned


def write_summary(text: str, company: str, directory: Path) -> Path:
    """The path of the new Markdown file; with -2, -3 and so on where the name is taken. Raises OSError."""
    named = clean_name(company)
    stem = f"お助け隊診断_{named}" if named else "お助け隊診断"
    for number in count(1):
        path = directory / (f"{stem}.md" if number == 1 else f"{stem}-{number}.md")
        try:
            write_new(path, text)
        except FileExistsError:
            continue
        return path
    raise AssertionError("count() never ends")
