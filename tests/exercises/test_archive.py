"""Zip files as submissions: the honest are read, the hostile and the broken are invalid, with a sentence."""

import contextlib
import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.archive import unpack
from exercises.sandbox.errors import UnsafeFileName
from exercises.submission import as_program
from exercises.submission_refused import MOST_BYTES, MOST_FILES, SubmissionRefused


def zipped(files, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def refused(content):
    with pytest.raises(SubmissionRefused) as wrong:
        as_program({"hw.zip": content})
    assert "{" not in wrong.value.says.en + wrong.value.says.fa
    return wrong.value.code


def test_a_zip_file_is_the_files_in_it():
    program = as_program({"hw.zip": zipped({"main.py": "import helper", "helper.py": "x = 1"})})
    assert (program.main, dict(program.files)) == (
        "main.py",
        {"main.py": b"import helper", "helper.py": b"x = 1"},
    )


def test_a_zip_file_is_known_by_how_it_begins():
    assert as_program({"upload": zipped({"a.py": "x = 1"})}).main == "a.py"


def test_the_folder_that_holds_everything_is_left_out():
    packed = zipped({"hw/last/main.py": "x", "hw/last/lib/helper.py": "y"})
    assert sorted(unpack("hw.zip", packed)) == ["lib/helper.py", "main.py"]
    assert sorted(unpack("hw.zip", zipped({"a/main.py": "x", "b/main.py": "y"}))) == [
        "a/main.py",
        "b/main.py",
    ]


def test_what_systems_add_is_not_the_student_s():
    packed = zipped(
        {
            "main.py": "x = 1",
            "__MACOSX/._main.py": "\0",
            ".DS_Store": "",
            "__pycache__/main.pyc": "",
            "lib/": "",
        }
    )
    assert list(unpack("hw.zip", packed)) == ["main.py"]


@pytest.mark.parametrize("flag", [0, 0x800])
def test_persian_names_are_read_whether_or_not_the_zip_says_that_it_is_utf_8(flag):
    packed = bytearray(zipped({"تمرین.py": "x = 1"}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.index(magic) + at
        packed[place : place + 2] = struct.pack("<H", flag)
    assert list(unpack("hw.zip", bytes(packed))) == ["تمرین.py"]


def test_folders_may_be_parted_as_on_windows():
    assert sorted(unpack("hw.zip", zipped({"lib\\helper.py": "x", "main.py": "y"}))) == [
        "lib/helper.py",
        "main.py",
    ]


@pytest.mark.parametrize(
    "name", ["../evil.py", "..\\evil.py", "/etc/evil.py", "a/../../evil.py", "C:evil.py"]
)
def test_a_name_that_leads_elsewhere_is_unsafe(name):
    with pytest.raises(UnsafeFileName):
        as_program({"hw.zip": zipped({name: "x = 1"})})


def test_a_link_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("main.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(packed.getvalue()) == "link_submitted"


def test_a_zip_with_a_password_is_refused():
    packed = bytearray(zipped({"main.py": "x = 1"}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(magic) + at] |= 1
    assert refused(bytes(packed)) == "archive_encrypted"


@pytest.mark.parametrize("inner", ["more.zip", "data.bin"])
def test_a_zip_in_a_zip_is_refused(inner):
    assert refused(zipped({"main.py": "x", inner: zipped({"a.py": "x"})})) == "archive_in_archive"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"main.py": "x = 1", "zeros": b"\0" * (MOST_BYTES + 1)}, "submission_too_large"),
        ({"main.py": "x = 1", "zeros": b"\0" * (MOST_BYTES - 100)}, "archive_swells"),
        ({f"f{number}.py": "x" for number in range(MOST_FILES + 1)}, "submission_too_large"),
        ({}, "nothing_to_run"),
    ],
)
def test_a_bomb_is_refused_and_an_empty_one_too(files, code):
    assert refused(zipped(files)) == code


def test_a_zip_that_lies_about_its_size_is_not_unpacked():
    packed = bytearray(zipped({"main.py": "x = 1\n" * 100_000}))
    place = packed.index(b"PK\x01\x02") + 24
    packed[place : place + 4] = struct.pack("<I", 10)
    assert refused(bytes(packed)) == "archive_unreadable"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_rare_methods_are_refused(method):
    assert refused(zipped({"main.py": "x = 1"}, method)) == "archive_unreadable"


@given(st.data())
def test_a_damaged_zip_is_read_or_refused_and_nothing_else(data):
    packed = bytearray(zipped({"main.py": "x = 1\n" * 50, "lib/helper.py": "y = 2\n"}))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(SubmissionRefused, UnsafeFileName):
        as_program({"hw.zip": bytes(packed)})
