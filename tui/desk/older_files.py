"""The interviews of earlier versions: one JSON file each, which stay where they are as a backup."""

from __future__ import annotations

from pathlib import Path

from knowledge.fields import Vocabulary
from tui.desk.database import free_name
from tui.desk.errors import DamagedRecordError
from tui.desk.reading import from_text
from tui.desk.records import SavedInterview


def read_older(directory: Path, vocabulary: Vocabulary) -> tuple[list[SavedInterview], list[str]]:
    """The interviews, the earliest saved first, and the names under which unreadable files were set aside."""
    records, aside = [], []
    for path in sorted(directory.glob("*.json")):
        try:
            records.append(from_text(path.read_text(encoding="utf-8"), vocabulary))
        except (DamagedRecordError, UnicodeDecodeError):
            target = free_name(path.with_suffix(".txt"), "damaged")
            path.rename(target)
            aside.append(target.name)
        except OSError:
            continue  # gone in the meantime, or another user's: not ours to touch
    return sorted(records, key=lambda record: record.saved), aside
