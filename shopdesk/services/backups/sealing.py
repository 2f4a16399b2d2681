"""Copies under a pass phrase: scrypt for the key, AES-256-GCM in frames, both from ``cryptography``.

The file is ``SHOPDESK1``, 16 bytes of salt, then frames of 1 MiB, each with its 16-byte tag. The nonce of a
frame is its number, with the last byte saying whether it is the last: a frame left out, moved or cut off is
noticed. The salt makes every key new, so no nonce is ever used twice under one key.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from shopdesk.runtime.errors import ShopdeskError, WrongInput
from shopdesk.runtime.i18n import _

MAGIC = b"SHOPDESK1"
SHORTEST = 8
"""Characters a pass phrase must have."""
_SALT = 16
_TAG = 16
_FRAME = 1 << 20
_COST = 1 << 15
"""scrypt's N: 32 MB and about 0.1 s a guess."""


class WrongPhrase(ShopdeskError):
    """The pass phrase does not open the copy, or the copy was changed."""

    code = "wrong_phrase"


def is_sealed(file: Path) -> bool:
    """Say whether a file is a copy under a pass phrase."""
    if not file.is_file():
        return False
    with file.open("rb") as source:
        return source.read(len(MAGIC)) == MAGIC


def seal(plain: Path, target: Path, phrase: str) -> None:
    """Write ``plain`` to ``target`` so that only the phrase opens it.

    Raises:
        WrongInput: If the phrase is too short to protect anything.
        OSError: If the target cannot be written.
    """
    if len(phrase) < SHORTEST:
        raise WrongInput(
            _("A pass phrase needs at least {count} characters.").format(count=SHORTEST),
            _("Three or four words together are easy to remember. Nothing was written."),
        )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = os.urandom(_SALT)
    cipher = AESGCM(_key(phrase, salt))
    partial = target.with_name(target.name + ".partial")
    with partial.open("wb") as out:
        out.write(MAGIC + salt)
        for nonce, frame in _frames(plain, 0, _FRAME):
            out.write(cipher.encrypt(nonce, frame, MAGIC))
    partial.replace(target)


def unseal(sealed: Path, target: Path, phrase: str) -> None:
    """Write what the phrase opens to ``target``.

    Raises:
        WrongPhrase: If it does not open, or a byte was changed; ``target`` is not left behind.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with sealed.open("rb") as source:
        head = source.read(len(MAGIC) + _SALT)
    cipher = AESGCM(_key(phrase, head[len(MAGIC) :]))
    try:
        with target.open("wb") as out:
            for nonce, frame in _frames(sealed, len(head), _FRAME + _TAG):
                out.write(cipher.decrypt(nonce, frame, MAGIC))
    except InvalidTag as error:
        target.unlink(missing_ok=True)
        raise WrongPhrase(
            _("That pass phrase does not open {name}.").format(name=sealed.name),
            _("Try again: capitals and spaces count. Nothing was changed."),
        ) from error


def _key(phrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(phrase.encode("utf-8"))


def _frames(file: Path, start: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Give nonce and bytes of each frame; the last one's nonce ends in 1."""
    length = file.stat().st_size - start
    count = max(1, -(-length // size))
    with file.open("rb") as source:
        source.seek(start)
        for number in range(count):
            last = number == count - 1
            yield number.to_bytes(11, "big") + bytes([last]), source.read(size)
