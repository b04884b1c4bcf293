"""Writing documents where the user stands: a clean name, for its owner alone, never over another file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
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


def write_document(title: str, name: str, contents: Mapping[str, str | bytes], directory: Path) -> tuple[Path, ...]:
    """The paths of new files that share one name, one for each ending (such as 「.docx」). Raises OSError.

    Where any of them is taken they all get -2, -3 and so on; one that appears in between is never overwritten.
    """
    named = clean_name(name)
    stem = f"{title}_{named}" if named else title
    for number in count(1):
        numbered = stem if number == 1 else f"{stem}-{number}"
        paths = tuple(directory / f"{numbered}{ending}" for ending in contents)
        if any(path.exists() for path in paths):
            continue
        try:
            for path, content in zip(paths, contents.values(), strict=True):
                write_new(path, content)
        except FileExistsError:
            continue
        return paths
    raise AssertionError("count() never ends")
