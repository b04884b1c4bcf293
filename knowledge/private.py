"""Directories for their owner alone."""

from __future__ import annotations

from pathlib import Path

PRIVATE_DIRECTORY = 0o700


def make_private(directory: Path) -> Path:
    """The directory; what is missing on the way to it is made for its owner alone, what is there stays as it is.

    Raises OSError. `Path.mkdir` gives its mode to the last directory only and leaves the ones above to the umask.
    """
    for missing in reversed([path for path in (directory, *directory.parents) if not path.exists()]):
        missing.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    return directory
