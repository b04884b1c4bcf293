"""Pasted text (貼り付け): several lines as one, a wrapped sentence whole; and files that are dropped."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from tui.layout import cells, visible

_ENDED = "。、．，.,!?！？:：;；「（("
_GOES_ON = "のはがをにへとでもやか、。」）)"
"""A line that begins so goes on with the sentence of the line before."""
_MARK = re.compile(r"^[\s　]*(?:[・*-][\s　]*)+")
_WRAPPED_FROM = 56
"""Cells from which on a line without an end was broken by its editor, not by its writer."""


def joined(text: str) -> str:
    """The lines of a pasted text as one line: a full stop between items, nothing within a sentence."""
    line = last = ""
    for raw in visible(text).split("\n"):
        item = _MARK.sub("", raw).strip()
        if not item:
            continue
        if not line or line[-1] in _ENDED or item[0] in _GOES_ON or _is_wrapped(last):
            line += item
        else:
            line += f"。{item}"
        last = item
    return line


def _is_wrapped(line: str) -> bool:
    return cells(line) >= _WRAPPED_FROM


def path_of(typed: str) -> Path:
    """The file that was named; one that was dropped on the terminal comes in quotation marks."""
    name = typed[1:-1] if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"" else typed
    path = Path(name.replace("\\ ", " "))
    with suppress(RuntimeError):  # 「~」 of somebody whom this computer doesn't know is a name like any other
        return path.expanduser()
    return path
