"""The summary as a file: a clean name, private, never over another file."""

import stat
import sys
from pathlib import Path

import pytest

from tui.desk.exports import clean_name, write_document


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("例製作所", "例製作所"),
        ("../../etc/passwd", "etc_passwd"),
        ("a:b*c?", "a_b_c"),
        ("株式会社 例\x1b[31m\n", "株式会社_例[31m"),
        ("[/foo]", "[_foo]"),
        ("...", ""),
        ("CON", ""),
        ("あ" * 100, "あ" * 40),
    ],
)
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


def write_summary(text: str, company: str, directory: Path) -> Path:
    (path,) = write_document("お助け隊診断", company, {".md": text}, directory)
    return path


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    names = [write_summary(text, "例製作所", tmp_path).name for text in ("一", "二", "三")]
    assert names == ["お助け隊診断_例製作所.md", "お助け隊診断_例製作所-2.md", "お助け隊診断_例製作所-3.md"]
    assert (tmp_path / names[0]).read_text(encoding="utf-8") == "一"


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes there")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    assert stat.S_IMODE(write_summary("一", "", tmp_path).stat().st_mode) == 0o600
