"""Writing private files: whole or not at all, and on the disk where an answer depends on it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from knowledge.private import PRIVATE_DIRECTORY, make_private

PRIVATE_FILE = 0o600


def private_directory(path: Path) -> Path:
    """The directory for its owner alone; directories above it that have to be made are so as well."""
    make_private(path)
    with suppress(OSError):
        path.chmod(PRIVATE_DIRECTORY)
    return path


def write_atomically(path: Path, text: str) -> None:
    """The text as the file's new content, on the disk when this returns; a crash leaves the old one. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(PRIVATE_FILE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def write_new(path: Path, content: str | bytes) -> None:
    """The content as a new file for its owner alone; where it can't be written whole, nothing stays behind.

    Raises OSError, FileExistsError rather than touching a file that is there.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_directory(directory: Path) -> None:
    """The names in the directory on the disk, where the system can do that."""
    if sys.platform == "win32":
        return  # a directory can't be opened there; the rename itself is on record
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Alone with the file beside other windows of this program; the lock ends with the process that holds it."""
    with path.open("a", encoding="utf-8") as file:
        with suppress(OSError):
            path.chmod(PRIVATE_FILE)
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
