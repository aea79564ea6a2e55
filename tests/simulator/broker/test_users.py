"""The users file, and the tokens in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.broker.authority import User
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.users import UsersUnreadable, read_users
from simulator.mistakes import FileMistaken


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "users.txt"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_each_line_is_a_user(write) -> None:
    credentials = read_users(write("# the class\nsara:t0ken:lab/sara\n\nhouse:h:#\nعلی:t:lab/a:b\n"))
    assert credentials.authenticate("sara", b"t0ken") == User("sara", "lab/sara")
    assert credentials.authenticate("house", b"h") == User("house", "#")
    assert credentials.authenticate("علی", b"t") == User("علی", "lab/a:b")


@pytest.mark.parametrize(
    ("name", "token"),
    [("sara", b"wrong"), ("sara", b""), ("sara", None), ("nobody", b"t0ken"), (None, b"t0ken"), (None, None)],
)
def test_name_and_token_must_both_be_right(write, name: str | None, token: bytes | None) -> None:
    assert read_users(write("sara:t0ken:lab/sara\n")).authenticate(name, token) is None


def test_a_renewed_token_replaces_the_old_one() -> None:
    credentials = Credentials()
    user = User("u", "lab/u")
    credentials.put(user, hash_token(b"old"))
    credentials.put(user, hash_token(b"new"))
    assert credentials.authenticate("u", b"old") is None
    assert credentials.authenticate("u", b"new") is user
    credentials.remove("u")
    assert credentials.authenticate("u", b"new") is None


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("u1:t\n", 1, "user:token:base"),
        ("\nu1\n", 2, "user:token:base"),
        (":t:lab/u1", 1, "user"),
        ("u1::lab/u1", 1, "token"),
        ("u1:t:", 1, "base"),
        ("u1:t:lab/u1/#", 1, "base"),
        ("u1:t:lab/+", 1, "base"),
        ("u1:t:lab/u1\nu1:s:lab/u1", 2, "user"),
    ],
)
def test_a_mistake_names_file_line_and_field(write, text: str, line: int, field: str) -> None:
    file = write(text)
    with pytest.raises(FileMistaken) as caught:
        read_users(file)
    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line, mistake.field) == (str(file), line, field)


def test_all_mistakes_are_named_at_once(write) -> None:
    with pytest.raises(FileMistaken) as caught:
        read_users(write("a\nb:t:lab/b\nc:t:#/x\n"))
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 3]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsersUnreadable, match=r"absent\.txt"):
        read_users(tmp_path / "absent.txt")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsersUnreadable, match="UTF-8"):
        read_users(tmp_path / "binary")
