"""The digest of the data: the same facts give the same digits, any other facts others."""

from __future__ import annotations

import shutil
from pathlib import Path

from knowledge.loading import DATA, digest_of


def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "copy"))


def test_the_digest_is_twelve_hexadecimal_digits_wherever_the_data_lies(tmp_path: Path) -> None:
    digest = digest_of(DATA)
    assert len(digest) == 12
    assert int(digest, 16) >= 0
    assert digest_of(copy(tmp_path)) == digest


def test_a_changed_a_renamed_and_a_further_file_change_the_digest(tmp_path: Path) -> None:
    data = copy(tmp_path)
    seen = {digest_of(data)}
    (data / "version.yaml").write_text('version: "2026-11-23"\n', encoding="utf-8")
    seen.add(digest_of(data))
    (data / "version.yaml").rename(data / "day.yaml")
    seen.add(digest_of(data))
    (data / "more").mkdir()
    (data / "more" / "empty.yaml").touch()
    seen.add(digest_of(data))
    assert len(seen) == 4


def test_files_that_are_no_data_do_not_change_the_digest(tmp_path: Path) -> None:
    data = copy(tmp_path)
    (data / "notes.txt").write_text("mine", encoding="utf-8")
    assert digest_of(data) == digest_of(DATA)
