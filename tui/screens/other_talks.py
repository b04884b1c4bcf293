"""ほかの診断へ: the interviews that are open beside this one. It names other companies, so nobody else sees it."""

from __future__ import annotations

from tui.screens.menu import MenuScreen


class OtherTalksMenu(MenuScreen):
    """The open interviews to choose from."""

    private = True
