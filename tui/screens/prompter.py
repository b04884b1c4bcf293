"""聞き方 on a page of its own, where there is no room beside the question."""

from __future__ import annotations

from tui.screens.page import PageScreen


class PrompterScreen(PageScreen):
    """How to put the open question, with what was noted about it; so it is for nobody else's eyes."""

    private = True
