"""What can go wrong at the desk."""

from __future__ import annotations


class DeskError(OSError):
    """The desk can't be used now. `strerror` says why, in words for the user."""


class DamagedFileError(Exception):
    """The file isn't a database that SQLite can work with."""


class DamagedRecordError(Exception):
    """What is kept isn't an interview that this version can read."""


class SavedElsewhereError(Exception):
    """Another window saved the same interview since it was read here."""


class NoSuchClientError(Exception):
    """No company of that id is on the desk."""
