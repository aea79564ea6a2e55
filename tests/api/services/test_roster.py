"""Rosters are read as schools have them, and every bad line is told with its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.roster import MOST_ROWS, Roster, RosterRow, read_roster


def read(text: str, encoding: str = "utf-8") -> Roster:
    return read_roster(text.encode(encoding))


def mistakes(roster: Roster) -> list[tuple[int, str]]:
    return [(each.line, each.says.en) for each in roster.mistakes]


MINA, SARA = RosterRow(2, "مینا رضایی", "401", "1234"), RosterRow(3, "سارا", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "name,number,pin\nمینا رضایی,401,1234\nسارا,,\n",
        "نام;شماره;پین\r\nمینا  رضایی;۴۰۱;۱۲۳۴\r\nسارا\r\n",
        "پین\tشماره هنرجویی\tنام و نام خانوادگی\n۱۲۳۴\t401\tمینا رضایی\n\t\tسارا",
        'Name,NUMBER,pin,phone\n"مینا رضایی",401,1234,0912\nسارا,,,\n',
        "شماره,نام,نام خانوادگی,رمز\n401,مینا,رضایی,1234\n,سارا,,",
    ],
    ids=["commas", "semicolons, Persian digits", "tabs, another order", "a further column", "two names"],
)
def test_usual_forms_are_read_alike(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        roster = read(text, encoding)
        assert (roster.rows, roster.mistakes) == ((MINA, SARA), ())


def test_columns_that_are_not_known_are_named() -> None:
    assert read("ردیف,نام,کلاس\n1,مینا,۱۰۱").ignored_columns == ("ردیف", "کلاس")


def test_lines_that_only_count_on_are_passed_over() -> None:
    roster = read("ردیف;نام;شماره\n1;مینا;401\n2;;\n3;;402\n")
    assert [row.name for row in roster.rows] == ["مینا"]
    assert mistakes(roster) == [(4, "has no name")]


def test_every_bad_line_is_told_by_its_number_and_the_good_ones_are_read() -> None:
    roster = read(
        "name,number,pin\n"
        ",12,\n"
        "مینا,1,123\n"
        "\n"
        "علي,2,\n"
        "علی,3,\n"
        "سارا,2,\n"
        f"{'ن' * 121},,\n"
        "رضا,4,1234,x\n"
        "لیلا\x07,,\n"
        "نادر,5,\n"
    )
    assert mistakes(roster) == [
        (2, "has no name"),
        (3, "has a PIN that is not 4 to 32 signs long"),
        (6, "has the same name as line 5; add something to tell the two apart"),
        (7, "has the same number as line 5"),
        (8, "has a name longer than 120 letters"),
        (9, "has more fields than there are columns"),
        (10, "holds a sign that cannot be seen"),
    ]
    assert [row.name for row in roster.rows] == ["علي", "علی", "سارا", "نادر"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "must name the columns"),
        ("مینا,401\nسارا,402".encode(), 1, "must name the columns"),
        (b"name,name\na,b", 1, "names the column"),
        ("name\nmina\nسارا".encode("cp1256"), 3, "CSV UTF-8"),
    ],
    ids=["empty", "no header", "twice", "not UTF-8"],
)
def test_a_file_that_is_no_roster_says_what_would_be_right(content: bytes, line: int, words: str) -> None:
    ((found, says),) = mistakes(read_roster(content))
    assert found == line
    assert words in says


def test_a_roster_may_be_long_but_not_endless() -> None:
    rows = "\n".join(f"student {number}" for number in range(MOST_ROWS + 5))
    roster = read(f"name\n{rows}")
    assert len(roster.rows) == MOST_ROWS
    assert mistakes(roster) == [(MOST_ROWS + 2, f"is one too many: at most {MOST_ROWS} students")]


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: f"name,pin\n{text}".encode()))
def test_whatever_is_sent_is_read_or_told_and_never_breaks(content: bytes) -> None:
    roster = read_roster(content)
    assert all(row.name.strip() == row.name != "" for row in roster.rows)
    assert [each.line for each in roster.mistakes] == sorted(each.line for each in roster.mistakes)


names = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=20)


@given(st.lists(names, unique_by=lambda name: name.casefold(), max_size=8))
def test_what_a_school_writes_is_what_is_read(students: list[str]) -> None:
    roster = read("name;number\n" + "\n".join(f"{name};{n}" for n, name in enumerate(students, 1)))
    told = {each.line for each in roster.mistakes}
    assert [row.number for row in roster.rows] == [str(n) for n in range(1, len(students) + 1)]
    assert all("same name" in each.says.en for each in roster.mistakes), told
