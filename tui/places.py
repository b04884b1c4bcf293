"""Where the user's own files lie: saved interviews, added knowledge, and what may be thrown away (cache)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recommender.rulebase import Folders

_NAME = "otasuke-navi"
_HOME, _KNOWLEDGE = "OTASUKE_HOME", "OTASUKE_KNOWLEDGE"


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
    """The built-in data with the user's additions: those in their directory, and those named for this run.

    Without `named`, the directory that the environment names (OTASUKE_KNOWLEDGE) is used, if any.
    """
    from knowledge.overlays import overlay_files
    from recommender.rulebase import Folders

    directory = knowledge_directory()
    given = os.environ.get(_KNOWLEDGE)
    return Folders(
        own=directory if overlay_files(directory) else None,
        named=named or (Path(given).expanduser() if given else None),
        cache=cache_directory(),
    )


@contextmanager
def naming_knowledge(directory: Path | None) -> Iterator[None]:
    """For the time of a run, `directory` is named wherever rules are loaded: the screen loads them in a worker."""
    before = os.environ.get(_KNOWLEDGE)
    if directory is not None:
        os.environ[_KNOWLEDGE] = str(directory)
    try:
        yield
    finally:
        if directory is not None:
            os.environ.pop(_KNOWLEDGE)
            os.environ.update({} if before is None else {_KNOWLEDGE: before})


def _named_home() -> Path | None:
    named = os.environ.get(_HOME)
    return Path(named).expanduser() if named else None
