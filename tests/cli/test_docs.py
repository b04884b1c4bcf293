"""The documents say what the program does: commands, the two lines of the README, and the sheet of rules."""

from itertools import pairwise
from pathlib import Path

import click
import pytest

from questionnaires.coarse import COUNT_BANDS, FEE_BANDS, SUM_BANDS
from recommender.export.logic import logic_sheet
from recommender.quotes.comparing import MOST_QUOTES
from recommender.rulebase import load_rulebase
from tui.cli.commands import cli
from tui.desk.followup import OUTCOMES

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


def helped(*names: str) -> str:
    """The help of a command on one line without blanks, as no terminal breaks it."""
    command: click.Command = cli
    for name in names:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    options = [option.help or "" for option in command.params if isinstance(option, click.Option)]
    return "".join("".join((command.help or "", *options)).split())


def test_the_help_names_what_the_data_and_the_rules_have() -> None:
    assert f"版（{'、'.join(load_rulebase().knowledge.editions)}、all。" in helped("subsidy")
    assert f"{MOST_QUOTES}つまで" in helped("quote")
    told = helped("sessions", "mark").partition("結果は")[2].partition("の1つです")[0]
    assert set(told.split("、")) == set(OUTCOMES.values())


def spans(bands: tuple[int, ...]) -> str:
    """0、1、2〜5、.. as the bands of counts are told, but for the last, which has no end."""
    return "、".join(f"{low:,}" if low == after - 1 else f"{low:,}〜{after - 1:,}" for low, after in pairwise(bands))


def lines(bands: tuple[int, ...]) -> str:
    """1万、2万、.. as the bands of money are told: what divides them, without 円."""
    amounts = (amount - amount % 10_000 for amount in bands[2:])
    return "、".join(f"{amount // 10**8}億" if amount >= 10**8 else f"{amount // 10**4:,}万" for amount in amounts)


@pytest.mark.parametrize("text", [helped("sessions", "export"), "".join(README.split()).replace("円", "")])
def test_the_bands_are_told_as_they_are(text: str) -> None:
    assert spans(COUNT_BANDS) in text
    assert lines(FEE_BANDS) in text
    assert lines(SUM_BANDS) in text


def test_every_picture_of_the_readme_is_there() -> None:
    pictures = [part.split(")")[0] for part in README.split("](")[1:] if part.split(")")[0].endswith(".png")]
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_the_sheet_of_rules_is_what_the_program_prints() -> None:
    assert (ROOT / "docs" / "decisions.md").read_text("utf-8").endswith(logic_sheet(load_rulebase()))
