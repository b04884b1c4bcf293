"""The summary as a file: a clean name, private, never over another file."""

import stat
import subprocess
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


NO_ROOM = """
import resource, sys
from pathlib import Path
from tui.desk.exports import write_document
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_document("まとめ", "", {".md": "x" * 5000}, Path(sys.argv[1]))
except OSError:
    print("told")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of POSIX")
def test_a_file_that_cannot_be_written_whole_is_not_left_behind(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NO_ROOM, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "told\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no POSIX modes")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    assert stat.S_IMODE(write_summary("一", "", tmp_path).stat().st_mode) == 0o600
