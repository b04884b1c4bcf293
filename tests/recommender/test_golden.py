"""Documents stay what they are until somebody changes them: `.venv/bin/python tests/golden` writes them anew."""

import pytest
from golden_texts import FOLDER, golden_texts

TEXTS = golden_texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_document_is_what_was_read_over(name: str) -> None:
    assert TEXTS[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.suffix in (".md", ".json")} == set(TEXTS)
