"""Arranging text for a terminal: width in cells, line breaks that Japanese allows, and nothing a terminal obeys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

NOT_AT_START = frozenset(
    "、。，．,.・：；:;？！?!」』）)]】〕》〉ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜%％"
)
"""行頭禁則: characters that never begin a line."""
NOT_AT_END = frozenset("「『（([【〔《〈")
"""行末禁則: characters that never end a line."""
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[@-_]?|[\x9b\x9d]")
_WIDE = re.compile("[\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff60]")
_PLAIN = re.compile("[ -~\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff60]")
_WORD = re.compile(r"[!-~]+| +|.", re.DOTALL)
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_CUT = ".."


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """How many terminal cells the text takes. Text of the user must have gone through `visible` first."""
    if text.isascii():
        return len(text)
    plain = len(_PLAIN.sub("", text))
    if not plain:
        return len(text) + len(_WIDE.findall(text))
    # The tables of wcwidth take longer to load than the first screen may; kana and kanji don't need them.
    from wcwidth import wcswidth, wcwidth

    total = wcswidth(text)
    return total if total >= 0 else sum(max(wcwidth(character), 0) for character in text)


def visible(text: str) -> str:
    """The text without anything a terminal would obey: escapes, controls, direction marks, lone surrogates.

    Line ends stay; other blanks become one space each.
    """
    kept = []
    for character in _ESCAPE.sub("", text.replace("\r\n", "\n")):
        if character in "\n\r\v\f\x85\u2028\u2029":
            kept.append("\n")
        elif character.isspace():
            kept.append("\u3000" if character == "\u3000" else " ")
        elif unicodedata.category(character) not in _HIDDEN:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """The visible text as a single line."""
    return " ".join(visible(text).split("\n")).strip()


def wrap(text: str, columns: int, *, indent: int = 0) -> list[str]:
    """Lines of at most `columns` cells, broken where Japanese allows it; later lines are set in by `indent`.

    A word of Latin letters stays whole while it fits on a line. At least one line is returned.
    """
    room = max(columns, 2)
    inset = indent if indent < room - 1 else 0
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines.extend(_wrap_paragraph(paragraph, room, inset, "" if number == 0 else " " * inset))
    return lines


def _wrap_paragraph(paragraph: str, room: int, inset: int, margin: str) -> Iterator[str]:
    line: list[str] = []
    used = 0
    for piece in _pieces(paragraph, room - inset):
        width = cells(piece)
        if used + width <= room - len(margin):
            line.append(piece)
            used += width
            continue
        carried = _carried(line, piece, room - inset)
        yield (margin + "".join(line)).rstrip()
        margin = " " * inset
        line = [*carried, piece] if carried or not piece.isspace() else []
        used = sum(map(cells, line))
    yield (margin + "".join(line)).rstrip()


def _carried(line: list[str], piece: str, room: int) -> list[str]:
    """The pieces that leave the end of `line` so that neither line breaks a rule of 禁則. `line` loses them.

    Where the next line has no room for them the rule gives way.
    """
    kept = len(line)
    following = piece
    while kept > 1 and (following[0] in NOT_AT_START or line[kept - 1][-1] in NOT_AT_END):
        kept -= 1
        following = line[kept]
    if kept <= 1 and len(line) > 1 and (following[0] in NOT_AT_START):
        return []
    carried = line[kept:]
    if sum(map(cells, carried)) + cells(piece) > room:
        return []
    del line[kept:]
    return carried


def _pieces(paragraph: str, room: int) -> Iterator[str]:
    """Words of Latin letters, runs of blanks, and every other character alone; too long words in parts."""
    for found in _WORD.finditer(paragraph):
        piece = found.group()
        if piece[0] == " " and len(piece) > 1:
            yield from piece
            continue
        while cells(piece) > room and len(piece) > 1:
            yield piece[:room]
            piece = piece[room:]
        yield piece


def truncate(text: str, columns: int) -> str:
    """The text on one line, cut with 「..」 where it takes more than `columns` cells."""
    line = text.replace("\n", " ")
    if cells(line) <= columns:
        return line
    room = columns - len(_CUT)
    kept: list[str] = []
    for character in line:
        room -= cells(character)
        if room < 0:
            break
        kept.append(character)
    return ("".join(kept) + _CUT)[: max(columns, 0)] if columns < len(_CUT) else "".join(kept) + _CUT


def pad(text: str, columns: int) -> str:
    """The text filled up with blanks to `columns` cells, cut where it is longer."""
    line = truncate(text, columns)
    return line + " " * (columns - cells(line))
