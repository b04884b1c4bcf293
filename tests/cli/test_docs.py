"""The documents say what the program does: commands, the two lines of the README, and the sheet of rules."""

from pathlib import Path

import pytest

from recommender.export.logic import logic_sheet
from recommender.rulebase import load_rulebase
from tui.cli.commands import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"otasuke {name}" in README


@pytest.mark.parametrize(
    "line",
    [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/otasuke",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
        "py -m venv .venv",
        "uvx --from . otasuke",
    ],
)
def test_the_readme_keeps_the_lines_that_people_type(line: str) -> None:
    assert line in README


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = [part.split(")")[0] for part in README.split("](")[1:] if part.split(")")[0].endswith(".png")]
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_sheet_of_rules_is_what_the_program_prints() -> None:
    assert (ROOT / "docs" / "decisions.md").read_text("utf-8").endswith(logic_sheet(load_rulebase()))
