"""The command that prints what the reader makes of a file."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.importers.readings_of import PAGES


def printed(path) -> dict:
    out = io.StringIO()
    call_command("read_minutes", str(path), stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_the_reading_as_json():
    read = printed(PAGES / "scrutiny_item.txt")
    (meeting,) = read["meetings"]
    assert (meeting["date"], meeting["committee"]) == ("2021-06-17", "Children and Families Scrutiny Panel")
    first = meeting["attendees"][0]
    assert (first["name"], first["status"]) == ("J Marlow", "in attendance")
    assert first["role"] == "Councillor, Cabinet Member for Education"
    (item,) = meeting["items"]
    assert (item["number"], item["title"]) == ("8", "Ofsted - Southcliff Focused Visit")
    assert [resolution["label"] for resolution in item["resolutions"]] == ["(i)", "(ii)"]
    assert item["actions"][1]["due_on"] == "2021-07-22"
    assert read["warnings"] == []


def test_what_the_text_does_not_say_is_null(tmp_path):
    (tmp_path / "minutes.txt").write_text("Minutes:\n\nNone.", "utf-8")
    read = printed(tmp_path / "minutes.txt")
    assert read["meetings"][0]["date"] is None
    assert read["meetings"][0]["items"][0]["number"] is None
    assert "The text gives no date for the meeting." in read["warnings"]


def test_a_file_that_is_not_there_is_refused_in_plain_words(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.txt cannot be read: No such file or directory\."):
        call_command("read_minutes", str(tmp_path / "nothing.txt"))
