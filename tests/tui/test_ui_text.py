"""Our own text keeps to characters of one width, and our colours to the theme."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui

ROOT = Path(tui.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
STYLES = sorted((ROOT / "styles").glob("*.tcss"))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_character_is_of_ambiguous_width(path: Path) -> None:
    found = {
        (line, character)
        for line, text in literals(path)
        for character in text
        if unicodedata.east_asian_width(character) == "A"
    }
    assert found == set()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_stylesheets_name_theme_variables_only(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\s*[;%]|rgb\(|ansi_", text)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_drawn_border_has_an_ascii_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    drawn = {
        selector.strip().split(",")[-1].split()[-1]
        for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", text)
        if re.search(r"border[a-z-]*:\s*+(?!none|ascii)", body)
    }
    in_ascii = set(re.findall(r"\.-ascii ([#.\w-]+)", text))
    assert drawn - in_ascii == set()
