"""Where the user's own files lie: saved interviews, added knowledge, and what may be thrown away (cache)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recommender.rulebase import Folders

_NAME = "otasuke-navi"


def knowledge_directory() -> Path:
    """The directory whose YAML files add to the built-in knowledge. It may not exist."""
    home = _named_home()
    if home:
        return home / "knowledge"
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "knowledge"


def cache_directory() -> Path:
    """The directory of what can be made anew at any time. It may not exist."""
    home = _named_home()
    if home:
        return home / "cache"
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


def own_folders(named: Path | None = None) -> Folders:
    """The built-in data with the user's additions: those in their directory, and those named for this run."""
    from knowledge.overlays import overlay_files
    from recommender.rulebase import Folders

    directory = knowledge_directory()
    return Folders(own=directory if overlay_files(directory) else None, named=named, cache=cache_directory())


def _named_home() -> Path | None:
    named = os.environ.get("OTASUKE_HOME")
    return Path(named).expanduser() if named else None
