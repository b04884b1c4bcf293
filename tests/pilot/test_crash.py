"""Our own fault on the screen: no traceback and no local values reach the terminal; the error is handed on."""

from pathlib import Path

import pytest
from driving import app_in, at_the_opening

from tui.app import NaviApp
from tui.screens.interview import InterviewScreen


async def crash(app: NaviApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await at_the_opening(pilot)
        assert isinstance(app.screen, InterviewScreen)
        app.screen.action_review = lambda: 1 // 0  # type: ignore[assignment, method-assign, return-value]
        await pilot.press("f4")
        await pilot.pause()


async def test_a_fault_leaves_nothing_to_print_and_is_handed_on(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    with pytest.raises(ZeroDivisionError):
        await crash(app)
    assert isinstance(app.fault, ZeroDivisionError)
    assert not app._exit_renderables
