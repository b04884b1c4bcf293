"""Companies on their way to a file and from one, as commands and screens both do it, and what is said of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge.faults import DataError, Fault, Place
from tui.client_words import NAMELESS
from tui.desk.archive import ENDING, Archive, archive_name
from tui.desk.arriving import TakenCompany
from tui.desk.exports import write_document
from tui.desk.sealing import MOST_BYTES, check_sealed

KEEP_APART = "合言葉は、ファイルとは別の道で運んでください。忘れると、だれにも開けません。"
NOTHING_INSIDE = "会社は1つも入っていません。"


def read_sealed(path: Path, shown: str) -> bytes:
    """The bytes of a file that can be an archive. Raises DataError; `shown` names the file."""
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        what = "ファイルが見つかりません" if isinstance(error, FileNotFoundError) else "ファイルを読めません"
        mend = "ファイル名と読み取りの許可を確かめてください"
        raise DataError([Fault(Place(shown, 1), what, mend)]) from None
    check_sealed(content, shown)
    return content


def write_sealed(content: bytes, day: date, directory: Path) -> Path:
    """The path of a new file with a sealed archive, named after the day. Raises OSError."""
    (path,) = write_document(archive_name(day), "", {ENDING: content}, directory)
    return path


def archives_in(directory: Path) -> tuple[Path, ...]:
    """The files of a folder that are archives by their name, the newest first."""
    try:
        found = [(path.stat().st_mtime, path) for path in directory.glob(f"*{ENDING}") if path.is_file()]
    except OSError:
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def say_written(name: str, archive: Archive) -> str:
    """Where an archive was written, and how much is in it."""
    counts = f"会社{len(archive.clients)}社、診断{len(archive.interviews)}件、見積り{len(archive.quotes)}件"
    return f"書き出しました（{name}、{counts}）"


def say_taken(company: TakenCompany) -> str:
    """What became of a company of an archive, in a line."""
    parts = (("診断", company.interviews), ("見積り", company.quotes))
    counts = "".join(f"、{kind}{count}件" for kind, count in parts if count)
    name = f"{company.name or NAMELESS}（{company.id}）"
    already = f"。{company.already}件は、もうあるので飛ばしました" if company.already else ""
    if company.was:
        return f"取り込みました: {name}{counts}。{company.was} には別の内容があるので、新しいIDにしました{already}"
    if company.is_new:
        return f"取り込みました: {name}{counts}{already}"
    if counts:
        return f"もうある会社に加えました: {name}{counts}{already}"
    return f"同じものがもうあるので、飛ばしました: {name}"
