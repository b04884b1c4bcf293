"""The documents say what the program does: commands, keys, the two lines of the README, and the sheet of rules."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import click
import pytest

from questionnaires.coarse import COUNT_BANDS, FEE_BANDS, SUM_BANDS
from recommender.export.logic import logic_sheet
from recommender.quotes.comparing import MOST_QUOTES
from recommender.rulebase import load_rulebase
from tui.actions import ACTIONS, key_name
from tui.cli.commands import cli
from tui.desk.clients import STATUSES
from tui.desk.followup import OUTCOMES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "consultants.md").read_text("utf-8")
TYPED = re.compile(r"^otasuke .+$|(?<=`)otasuke [^`]+(?=`)", re.MULTILINE)
LABELLED_KEY = re.compile(r"「([^「」]+)」（`([^`]+)`）")


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


def unknown_words(line: str) -> list[str]:
    """The words of a typed line that its command doesn't know: names of commands, and options."""
    command: click.Command = cli
    unknown = []
    words = iter(shlex.split(line)[1:])
    for word in words:
        options = {
            name: option for option in command.params for name in option.opts if isinstance(option, click.Option)
        }
        if word in options:
            if not options[word].is_flag:
                next(words, None)
        elif isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
        elif word.startswith("-") or isinstance(command, click.Group):
            unknown.append(word)
    return unknown


@pytest.mark.parametrize("line", sorted({*TYPED.findall(README), *TYPED.findall(GUIDE)}))
def test_every_line_that_the_documents_tell_to_type_is_a_command_with_its_options(line: str) -> None:
    assert unknown_words(line) == []


@pytest.mark.parametrize(("label", "key"), sorted(set(LABELLED_KEY.findall(GUIDE))))
def test_every_key_of_the_guide_does_what_is_said_there(label: str, key: str) -> None:
    assert key in {key_name(known) for action in ACTIONS if action.label == label for known in action.keys}


def test_the_guide_names_keys_and_every_status_of_a_company_and_every_outcome_of_a_step() -> None:
    assert len(LABELLED_KEY.findall(GUIDE)) > 1
    assert "、".join(STATUSES.values()) in GUIDE
    assert all(outcome in GUIDE for outcome in OUTCOMES.values())


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


@pytest.mark.parametrize(("text", "where"), [(README, ROOT), (GUIDE, ROOT / "docs")], ids=["readme", "guide"])
def test_every_picture_and_document_that_is_linked_is_there(text: str, where: Path) -> None:
    linked = re.findall(r"\]\(([^)]+)\)", text)
    assert linked
    assert all((where / name).is_file() for name in linked)


def test_the_sheet_of_rules_is_what_the_program_prints() -> None:
    assert (ROOT / "docs" / "decisions.md").read_text("utf-8").endswith(logic_sheet(load_rulebase()))
