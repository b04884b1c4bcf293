"""The two looks: calm, with strong contrast. Stylesheets name these variables only."""

from __future__ import annotations

from textual.theme import Theme

DARK, LIGHT = "otasuke-dark", "otasuke-light"
THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#6cb6b0",
        secondary="#8fa8c8",
        accent="#e6b566",
        foreground="#e9e6dd",
        background="#12181d",
        surface="#182027",
        panel="#202b33",
        success="#8fc78a",
        warning="#e6b566",
        error="#ec9a8c",
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#17706a",
        secondary="#40608a",
        accent="#8a5a00",
        foreground="#1c2326",
        background="#faf8f3",
        surface="#f1eee6",
        panel="#e6e2d6",
        success="#2c6e2c",
        warning="#8a5a00",
        error="#a5352a",
    ),
)
