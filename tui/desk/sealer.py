"""The sealer's own process: it takes seconds and up to a gigabyte, which neither the screen nor the memory should feel.

`python -m tui.desk.sealer seal` (or `unseal`) is started by `sealing.py` and given the passphrase, after its length in
four bytes, and the content on standard input; what comes of it goes to standard output.
"""

from __future__ import annotations

import sys

SEAL, UNSEAL = "seal", "unseal"
DONE, WRONG = 0, 3
"""Exit codes: it was done; the passphrase is another one, or the content was changed."""


def work(what: str, passphrase: str, content: bytes) -> tuple[int, bytes]:
    """The exit code, and the content sealed or opened."""
    import pyrage

    if what == SEAL:
        return DONE, pyrage.passphrase.encrypt(content, passphrase)
    try:
        return DONE, pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError:
        return WRONG, b""


def main() -> int:
    """The exit code."""
    length = int.from_bytes(sys.stdin.buffer.read(4), "big")
    passphrase = sys.stdin.buffer.read(length).decode()
    code, content = work(sys.argv[1], passphrase, sys.stdin.buffer.read())
    sys.stdout.buffer.write(content)
    return code


if __name__ == "__main__":
    sys.exit(main())
