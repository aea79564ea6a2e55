"""Submissions on disk."""

import pytest

from exercises.submission import read_submission
from exercises.submission_refused import MOST_BYTES, LinkSubmitted, SubmissionTooLarge


def test_a_folder_is_read_without_what_is_nobodys_work(tmp_path):
    for name in ("main.py", "lib/helper.py", "__pycache__/main.pyc", ".git/config", ".DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1")
    assert sorted(read_submission(tmp_path)) == ["lib/helper.py", "main.py"]


def test_a_file_is_read_under_its_own_name(tmp_path):
    (tmp_path / "hw.py").write_text("x = 1")
    assert read_submission(tmp_path / "hw.py") == {"hw.py": b"x = 1"}


@pytest.mark.parametrize("target", ["secret.txt", "folder"])
def test_links_are_not_followed(tmp_path, target):
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    handed_in = tmp_path / "handed_in"
    handed_in.mkdir()
    (handed_in / "link").symlink_to(tmp_path / target)
    with pytest.raises(LinkSubmitted):
        read_submission(handed_in)


def test_what_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "data.bin").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(SubmissionTooLarge):
        read_submission(tmp_path)


def test_what_is_not_there_is_an_error_and_not_an_empty_submission(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_submission(tmp_path / "nothing")
