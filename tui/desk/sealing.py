"""Sealing bytes under a passphrase（合言葉）in the age format: scrypt, then ChaCha20-Poly1305 (`sealer.py`).

Any program that reads age opens the same file. What was changed by a single bit, or cut, doesn't open.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

from knowledge.faults import DataError, Fault, Place
from tui.desk import sealer

MOST_BYTES = 100_000_000
"""Of a sealed file, and of what is in it: about twice a thousand companies with three long interviews each."""
SHORTEST = 12
"""Characters of a passphrase. Each guess costs about a second and some hundred megabytes, so length is enough."""
_FEWEST_KINDS = 6
_MOST_WORK = 22
"""The highest scrypt work factor that is taken, as the age program has it. Each step more doubles time and memory."""
LONGEST = 120
"""Seconds after which the sealer is given up."""
_HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_NO_ARCHIVE = "持ち出しファイルではありません"
_SHOWN = "持ち出しファイル"
_MAKE_ROOM = "ほかのプログラムを閉じて、メモリーを空けてから試してください"
_CHOOSE = "「otasuke clients export」で作ったファイルを選んでください"
TOO_LARGE = "持ち出しファイルが大きすぎます"
_AGAIN = "合言葉を確かめてください。それでも開かなければ、元のパソコンで書き出し直してください"


def normal(passphrase: str) -> str:
    """The passphrase as it is used: the same whether it was typed in full width or half, on any system."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def weakness(passphrase: str) -> str | None:
    """Why the passphrase is too easy to guess, in words for the user; None where it will do.

    No rule asks for signs or capitals: they make a passphrase hard to remember, length makes it hard to guess.
    """
    used = normal(passphrase)
    if not used.isprintable():
        return "合言葉に使えない文字があります。ふつうの文字だけにしてください"
    if len(used) < SHORTEST:
        return f"合言葉は{SHORTEST}文字以上にしてください。関係のない言葉を4つほど並べると、長くて覚えやすくなります"
    if len(set(used)) < _FEWEST_KINDS:
        return "同じ文字のくり返しは当てられやすいので、ちがう言葉を並べてください"
    if all(not letter.isalpha() for letter in used):
        return "数字だけでは電話番号や日付のように当てられやすいので、言葉も入れてください"
    return None


def seal(content: bytes, passphrase: str) -> bytes:
    """The content under the passphrase. Takes some seconds, on purpose, in a process of its own.

    Raises ValueError where the passphrase is too weak, DataError where it can't be done.
    """
    why = weakness(passphrase)
    if why:
        raise ValueError(why)
    code, sealed = in_own_process(sealer.SEAL, normal(passphrase), content)
    if code != sealer.DONE:
        raise fault(_SHOWN, "暗号にする処理が終わりませんでした", _MAKE_ROOM)
    return sealed


def unseal(content: bytes, passphrase: str, shown: str) -> bytes:
    """What was sealed. Raises DataError where it doesn't open, whatever the reason; `shown` names the file."""
    check_sealed(content, shown)
    code, opened = in_own_process(sealer.UNSEAL, normal(passphrase), content)
    if code == sealer.WRONG:
        raise fault(shown, "合言葉が違うか、ファイルがこわれています", _AGAIN)
    if code != sealer.DONE:
        raise fault(shown, "いまは開けません", _MAKE_ROOM)
    return opened


def in_own_process(what: str, passphrase: str, content: bytes) -> tuple[int, bytes]:
    """The exit code of the sealer and what it gives. The passphrase goes through a pipe: no other user sees it."""
    told = passphrase.encode()
    try:
        done = subprocess.run(  # noqa: S603  our own module, by our own words
            [sys.executable, "-P", "-m", "tui.desk.sealer", what],
            input=len(told).to_bytes(4, "big") + told + content,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return -1, b""
    return done.returncode, done.stdout


def check_sealed(content: bytes, shown: str) -> None:
    """Raises DataError where it can be told without a passphrase that the content won't open."""
    if len(content) > MOST_BYTES:
        raise fault(shown, TOO_LARGE, f"{MOST_BYTES // 1_000_000}MBまでにしてください")
    header = _HEADER.match(content)
    if header is None:
        raise fault(shown, _NO_ARCHIVE, _CHOOSE)
    if int(header[1]) > _MOST_WORK:
        what = "開くのに時間とメモリーがかかりすぎるファイルです"
        raise fault(shown, what, _CHOOSE)


def fault(shown: str, what: str, mend: str) -> DataError:
    """The one fault of a file."""
    return DataError([Fault(Place(shown, 1), what, mend)])
