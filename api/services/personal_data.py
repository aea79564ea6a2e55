"""Everything that is kept about a person, as one zip file: `data.json`, and the files beside it."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.recordings import Recordings
from api.run_logs import RunLogs
from api.services.audit import note
from api.services.belongings import Rows, naming, owned_by
from api.store.people import User
from devices.text import Text
from exercises.verdict import Verdict

_SECRET = {"password_hash", "pin_hash", "token_hash", "nonce", "right_answers"}
_VERDICTS = "verdict"
_LEFT_OUT = {"traces"}
_SAYS = Text(
    en="Everything that the lab keeps about this person. Left out: what only checks a secret (hashes of "
    "passwords, PINs and tokens), and what would give exercises away (hidden runs, hints, traces, right "
    "answers).",
    fa="هر آنچه آزمایشگاه دربارهٔ این فرد نگه می‌دارد. نیامده است: آنچه تنها برای سنجش رازها است (درهم‌سازی "
    "گذرواژه، رمز عددی و توکن) و آنچه تمرین‌ها را لو می‌دهد (اجراهای پنهان، راهنمایی‌ها، ردّ رویدادها و "
    "پاسخ‌های درست).",
)
_IN_MEMORY = 4_000_000


def write_archive(session: Session, person: User, data: Path, now: datetime) -> IO[bytes]:
    """The zip file, read from its beginning; `data` is the data folder. To be closed by the caller."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 – it is the answer
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        folder = _Folder(archive, now)
        owned = _tables(session, owned_by(person.id), folder)
        told = {
            "says": _SAYS.as_dict(),
            "person": person.id,
            "exported_at": now.isoformat(),
            "belongs_to_the_person": owned,
            "names_the_person": _tables(session, naming(person.id), folder),
        }
        for name, content in _logs(owned, data):
            folder.add(name, content)
        folder.add("data.json", json.dumps(told, ensure_ascii=False, indent=1).encode())
    file.seek(0)
    return file


def export_person(session: Session, actor: User, person: User, data: Path, now: datetime) -> IO[bytes]:
    """The same, taken out by an administrator, which is written down."""
    note(session, actor, "person.data_exported", person.id, now)
    return write_archive(session, person, data, now)


class _Folder:
    """What is put into the zip file."""

    def __init__(self, archive: zipfile.ZipFile, now: datetime) -> None:
        self._archive = archive
        self._date = (now.year, now.month, now.day, now.hour, now.minute, now.second)

    def add(self, name: str, content: bytes) -> str:
        """Put a file into it; gives its name."""
        entry = zipfile.ZipInfo(name, self._date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, content)
        return name


def _tables(session: Session, rows: Rows, folder: _Folder) -> dict[str, list[dict[str, Any]]]:
    tables = {}
    for table, which in rows.items():
        if table.name not in _LEFT_OUT:
            found = session.execute(select(table).where(which).order_by(*table.primary_key))
            tables[table.name] = [_row(table, dict(row._mapping), folder) for row in found]
    return {name: told for name, told in tables.items() if told}


def _row(table: Table, row: Mapping[str, Any], folder: _Folder) -> dict[str, Any]:
    key = "-".join(str(row[column.name]) for column in table.primary_key)
    return {
        name: _told(f"files/{table.name}/{key}", name, value, folder)
        for name, value in row.items()
        if name not in _SECRET
    }


def _told(file: str, name: str, value: Any, folder: _Folder) -> Any:
    if isinstance(value, bytes):
        return folder.add(file, value)
    if isinstance(value, datetime):
        return value.isoformat()
    if name == _VERDICTS and value is not None:
        return Verdict.model_validate(value).for_student().without_hints().model_dump(mode="json")
    return value


def _logs(owned: Mapping[str, list[dict[str, Any]]], data: Path) -> Iterator[tuple[str, bytes]]:
    """What the person's houses recorded, and what programs printed there."""
    recordings, outputs = Recordings(data), RunLogs(data)
    for lab in owned.get("labs", ()):
        with suppress(NotFound):
            yield f"recordings/{lab['id']}.jsonl", "".join(recordings.lines(lab["id"])).encode()
    for run in owned.get("runs", ()):
        lines = (json.dumps(event, ensure_ascii=False) for event in outputs.reader(run["id"]).read())
        yield f"runs/{run['id']}.jsonl", "\n".join(lines).encode()
