"""Run-time guards: what must be set before Textual, and what must not be loaded before the first screen."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("recommender.rulebase", "fugashi", "rapidfuzz", "click", "wcwidth", "yaml", "sqlite3", "tui.talk.conversation")


def run(code: str, home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"OTASUKE_HOME": str(home)}
    )
    return done.stdout.strip()


def test_kitty_keys_are_off_before_textual_is_imported(tmp_path: Path) -> None:
    assert run("import tui.app; from textual import constants; print(constants.DISABLE_KITTY_KEY)", tmp_path) == "True"


def test_a_setting_of_the_user_goes_before_ours(tmp_path: Path) -> None:
    name = "TEXTUAL_DISABLE_KITTY_KEY"
    code = f"import os; os.environ['{name}'] = '0'; import tui.app; print(os.environ['{name}'])"
    assert run(code, tmp_path) == "0"


def test_the_first_screen_needs_no_data_where_nothing_is_saved(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
from datetime import date
from pathlib import Path
from tui.app import NaviApp

loaded = []

NaviApp._load_rules = lambda self: loaded.extend(name for name in {HEAVY!r} if name in sys.modules)

async def main():
    async with NaviApp(Path({str(tmp_path)!r}), date(2026, 11, 22)).run_test() as pilot:
        await pilot.pause()

asyncio.run(main())
print(loaded)
"""
    assert run(code, tmp_path) == "[]"


def test_the_conversation_knows_no_terminal(tmp_path: Path) -> None:
    modules = "tui.plain, tui.talk.conversation, tui.talk.first_aid, tui.result_pages"
    code = f"import sys, {modules}; print('textual' in sys.modules)"
    assert run(code, tmp_path) == "False"
