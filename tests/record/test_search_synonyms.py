"""Words that mean the same: looked up however they are typed, applied openly, and some there from the first day."""

import importlib

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from meetings.models import Synonym
from meetings.publishing.directory import publish_directory
from meetings.publishing.verify import rebuild_record
from meetings.record.models import PublishedSynonym
from meetings.record.search import read_question, search
from meetings.record.search.synonyms import is_left_out, show_synonyms
from meetings.world import load_world
from tests.house.worlds import PUBLIC
from tests.public.making import make_item, make_meeting, make_resolution
from tests.record.searching import make_items, titles

pytestmark = pytest.mark.django_db


def also(typed: str) -> list[str]:
    """What the page says was searched for besides."""
    return [other for _, other in search(read_question(typed)).synonyms]


def published() -> set[tuple]:
    return set(PublishedSynonym.objects.values_list("short", "long", "short_folded", "long_folded"))


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("HMO", "house in multiple occupation"),
        ("hmos", "house in multiple occupation"),
        ("licensing of HMOs", "house in multiple occupation"),
        ("Houses in Multiple Occupation", "HMO"),
        ('licensing "house in multiple occupation"', "HMO"),
        ("education health and care plans", "EHCP"),
        ("Education, Health and Care Plan", "EHCP"),
        ("multi agency safeguarding hub", "MASH"),
        ("multi-agency safeguarding hub", "MASH"),
        ("public space protection orders", "PSPO"),
        ("unaccompanied asylum seeking children", "UASC"),
        ("not in education, employment or training", "NEET"),
        ("section 106", "S106"),
        ("LUF bid", "Levelling Up Fund"),
        ("sacre", "standing advisory council on religious education"),
    ],
)
def test_either_side_is_known_however_it_is_typed(typed, other):
    assert also(typed) == [other]


@pytest.mark.parametrize(
    "typed", ["home education", "elective home", "HM O", "-hmo boats", "care education health plan", ""]
)
def test_less_or_other_than_a_whole_side_is_not_known(typed):
    assert also(typed) == []


def test_only_what_was_asked_for_is_said_and_the_longest_run_wins():
    assert also("special educational needs and disabilities") == ["SEND"]
    assert also("special educational needs") == ["SEN"]
    assert also("SEND or special educational needs and disabilities") == [
        "special educational needs and disabilities",
        "SEND",
    ]


def test_a_short_form_of_two_things_finds_both():
    show_synonyms([("PCC", "police and crime commissioner"), ("PCC", "parochial church council")])
    make_items("The Parochial Church Council wrote.", "The police and crime commissioner came.", "A church council.")
    assert sorted(titles("PCC")) == ["A", "B"]
    assert also("pcc") == ["parochial church council", "police and crime commissioner"]


def test_words_that_a_hyphen_joins_are_found_apart_and_joined():
    make_items("The multi agency safeguarding hub.", "The Multi-Agency Safeguarding Hub.", "A hub of many agencies.")
    assert sorted(titles("MASH")) == ["A", "B"]


def test_words_side_by_side_come_first_also_where_they_have_a_short_form():
    scattered = make_resolution(text="The education home was elective.")
    make_meeting(day="2022-06-16", items=[make_item(title="Scattered", minute="", resolutions=[scattered])])
    make_meeting(day="2020-06-18", items=[make_item(title="Whole", minute="<p>On elective home education.</p>")])
    assert titles("elective home education") == ["Whole", "Scattered"]


def test_the_shipped_ones_are_public_from_the_first_day_each_found_by_either_side():
    shipped = list(Synonym.objects.values_list("short", "long"))
    assert len(shipped) == len({short for short, _ in shipped}) == 62
    before = published()
    # As they would be published from the desk, to the letter.
    publish_directory()
    assert published() == before
    assert {(short, long) for short, long, *_ in before} == set(shipped)
    for short, long in shipped:
        assert not is_left_out(short)
        assert not is_left_out(long)
        assert long in also(short)
        assert also(long) == [short]


def test_the_list_outlives_a_world_that_is_loaded_and_a_record_that_is_rebuilt():
    before = published()
    load_world(PUBLIC, by=get_user_model().objects.create(username="world"))
    assert published() == before
    PublishedSynonym.objects.all().delete()
    rebuild_record()
    assert published() == before


def test_letters_that_grow_when_they_are_folded_break_nothing():
    show_synonyms([("ﷺ" * 60, "각" * 200), ("ﷺ" * 59, "각" * 199)])
    assert PublishedSynonym.objects.exists()


def test_what_a_clerk_says_of_a_short_form_is_not_added_to():
    """By the migration that brings more of them to a list which is kept already."""
    migration = importlib.import_module("meetings.migrations.0010_synonyms_of_government_funds")
    Synonym.objects.filter(short__in=["LUF", "UKSPF"]).delete()
    PublishedSynonym.objects.filter(short__in=["LUF", "UKSPF"]).delete()
    Synonym.objects.create(short="Luf", long="local users forum")
    migration.add_to_the_list(apps, None)
    assert set(Synonym.objects.filter(short__iexact="luf").values_list("long", flat=True)) == {"local users forum"}
    assert PublishedSynonym.objects.filter(short="UKSPF").exists()
    assert not PublishedSynonym.objects.filter(short__iexact="luf").exists()
