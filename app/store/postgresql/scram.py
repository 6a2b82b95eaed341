"""SCRAM-SHA-256 (RFC 5802, 7677): one shows that one knows a password, and does not say it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode


class Scram:
    """One exchange; `first` goes out, then `proof` to what comes back. ValueError, KeyError where
    that is not of the kind."""

    name = b"SCRAM-SHA-256"

    def __init__(self, password: str) -> None:
        self._password = password.encode()
        self._bare = b"n=,r=" + b64encode(secrets.token_bytes(18))

    def first(self) -> bytes:
        return b"n,," + self._bare

    def proof(self, challenge: bytes) -> bytes:
        said = dict(part.split(b"=", 1) for part in challenge.split(b","))
        salted = hashlib.pbkdf2_hmac(
            "sha256", self._password, b64decode(said[b"s"]), int(said[b"i"])
        )
        key = hmac.digest(salted, b"Client Key", "sha256")
        last = b"c=biws,r=" + said[b"r"]
        whole = b",".join((self._bare, challenge, last))
        signature = hmac.digest(hashlib.sha256(key).digest(), whole, "sha256")
        mixed = bytes(a ^ b for a, b in zip(key, signature, strict=True))
        return last + b",p=" + b64encode(mixed)
