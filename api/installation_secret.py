"""The secret of this installation, from which hidden seeds and internal passwords are derived.

It lies beside the database and not in it, so that `khaneh grade` needs no database and a stolen copy of the
database does not give the hidden seeds away.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE_NAME = "installation-secret"
SECRET_BYTES = 32


def installation_secret(data: Path) -> bytes:
    """The secret in the data folder; made at the first call, readable by its owner only. Raises OSError."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = data / FILE_NAME
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text(encoding="ascii"))
    secret = secrets.token_bytes(SECRET_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secret.hex())
    return secret
