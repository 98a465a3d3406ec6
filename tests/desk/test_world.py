"""The world file: exactly its shape, wholly or not at all."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Council, Meeting
from meetings.record.models import Edition, PublishedAction, PublishedMeeting
from meetings.world import WorldRefused, load_world
from tests import making
from tests.house.worlds import PUBLIC, with_secrets

pytestmark = pytest.mark.django_db


def changed(path: list, value) -> dict:
    """The public world with one value put at a path of keys and places."""
    world = copy.deepcopy(PUBLIC)
    part = world
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return world


def test_a_world_is_made_at_the_desk_and_published_at_its_own_times():
    load_world(with_secrets(), by=making.make_user())
    assert Meeting.objects.count() == 9
    shown = PublishedMeeting.objects.get(held_on="2023-06-15")
    assert shown.state == "confirmed"
    assert [edition["made_on"] for edition in shown.editions] == ["2023-06-01", "2023-06-28", "2023-09-14"]
    moments = list(Edition.objects.order_by("place").values_list("made_at", flat=True))
    assert moments == sorted(moments)


def test_a_correction_names_its_reason():
    load_world(PUBLIC, by=making.make_user())
    shown = PublishedMeeting.objects.get(held_on="2023-09-14")
    assert shown.editions[-1]["reason"] == "The phase was wrong."
    assert shown.items.get(slug="2").title == "Dredging, phase two"


def test_progress_that_is_not_public_stays_at_the_desk():
    load_world(with_secrets(), by=making.make_user())
    told = {update["text"] for action in PublishedAction.objects.all() for update in action.updates}
    assert told == {"Notices are up."}


@pytest.mark.parametrize(
    ("world", "where"),
    [
        (changed(["councils"], []), "the file: unknown key “councils”"),
        (changed(["council"], {"name": "X"}), "council: “slug” is missing"),
        (changed(["people", 0, "shoe_size"], 9), "people[0]: unknown key “shoe_size”"),
        (changed(["meetings", 0, "items", 1, "colour"], "red"), "meetings[0].items[1]: unknown key “colour”"),
        (changed(["meetings", 0, "committee"], "nobody"), "meetings[0]: “nobody” names nothing in the file"),
        (changed(["meetings", 0, "minutes_state"], "signed"), "minutes_state is one of"),
        (changed(["meetings", 0, "starts_at"], "soon"), "“soon” is no moment in time"),
        (changed(["meetings", 1, "corrections", 0, "item"], "99"), "the correction names item “99”"),
        (changed(["meetings", 1, "corrections", 0, "field"], "votes"), "the correction’s field “votes” is not there"),
        (changed(["meetings", 2, "withdrawn_on"], ""), "withdrawn minutes need “withdrawn_on”"),
        (changed(["meetings", 0, "confirmed_on"], "soon"), "“soon” is no day"),
        (changed(["meetings", 0, "confirmed_on"], ""), "confirmed minutes need “confirmed_on”"),
        (changed(["committees", 0, "kind"], "board"), "committees[0]: “board” is no kind; it is one of council"),
        (changed(["meetings", 0, "starts_at"], 20230615), "is no moment in time"),
        (changed(["meetings", 0, "items", 0], "text"), "meetings[0].items[0]: an object is expected"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_name_and_leaves_nothing(world, where):
    with pytest.raises(WorldRefused) as refusal:
        load_world(world, by=making.make_user())
    assert where in str(refusal.value)
    assert not Council.objects.exists()
    assert not Edition.objects.exists()


def test_a_world_fills_an_empty_database_only():
    making.make_council()
    with pytest.raises(WorldRefused, match="already holds a council"):
        load_world(PUBLIC, by=making.make_user())


def test_the_command_loads_and_refuses_in_words(tmp_path, capsys):
    file = tmp_path / "world.json"
    file.write_text(json.dumps(PUBLIC))
    call_command("load_world", file)
    assert capsys.readouterr().out == "7 meetings loaded.\n"
    with pytest.raises(CommandError, match="already holds a council"):
        call_command("load_world", file)
    file.write_text("{not json")
    with pytest.raises(CommandError, match="Expecting property name"):
        call_command("load_world", file)
