"""Age files written by another hand, from the format's description (age-encryption.org/v1) and RFC 8439.

They show that what we read is the format and not pyrage's alone, and they open in a moment: the passphrase is
stretched as little as the writer likes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from base64 import b64encode

_CHUNK = 64 * 1024


def age_file(content: bytes, passphrase: str, work: int = 1) -> bytes:
    """The content sealed under the passphrase with a scrypt work factor."""
    salt, key, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrap = hashlib.scrypt(passphrase.encode(), salt=label, n=1 << work, r=8, p=1, dklen=32)
    stanza = b"-> scrypt %s %d\n%s\n" % (_base64(salt), work, _base64(_sealed(wrap, bytes(12), key)))
    head = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.digest(_derived(key, b"", b"header"), head, "sha256")
    return head + b" " + _base64(mac) + b"\n" + nonce + _stream(_derived(key, nonce, b"payload"), content)


def _stream(key: bytes, content: bytes) -> bytes:
    chunks = [content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)] or [b""]
    return b"".join(
        _sealed(key, number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk)
        for number, chunk in enumerate(chunks)
    )


def _base64(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256, one block."""
    first = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(first, info + b"\x01", "sha256")


def _sealed(key: bytes, nonce: bytes, content: bytes) -> bytes:
    """ChaCha20-Poly1305 without further data."""
    blocks = range(1, len(content) // 64 + 2)
    stream = b"".join(_block(key, number, nonce) for number in blocks)
    cipher = bytes(one ^ other for one, other in zip(content, stream, strict=False))
    padded = cipher + bytes(-len(cipher) % 16) + struct.pack("<QQ", 0, len(cipher))
    return cipher + _poly1305(_block(key, 0, nonce)[:32], padded)


def _poly1305(key: bytes, text: bytes) -> bytes:
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(text), 16):
        total = (total + int.from_bytes(text[at : at + 16] + b"\x01", "little")) * r % ((1 << 130) - 5)
    return ((total + int.from_bytes(key[16:], "little")) % (1 << 128)).to_bytes(16, "little")


def _block(key: bytes, counter: int, nonce: bytes) -> bytes:
    start = [*struct.unpack("<4I", b"expand 32-byte k"), *struct.unpack("<8I", key), counter]
    start += struct.unpack("<3I", nonce)
    state = start.copy()
    for _ in range(10):
        for a, b, c, d in _ROUNDS:
            _quarter(state, a, b, c, d)
    return struct.pack("<16I", *((one + other) & 0xFFFFFFFF for one, other in zip(state, start, strict=True)))


_ROUNDS = (
    *((at, at + 4, at + 8, at + 12) for at in range(4)),
    *((at, 4 + (at + 1) % 4, 8 + (at + 2) % 4, 12 + (at + 3) % 4) for at in range(4)),
)


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for into, plus, turned, by in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[into] = (state[into] + state[plus]) & 0xFFFFFFFF
        mixed = state[turned] ^ state[into]
        state[turned] = ((mixed << by) | (mixed >> (32 - by))) & 0xFFFFFFFF
