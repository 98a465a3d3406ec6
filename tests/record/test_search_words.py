"""What a question finds: whole words before begun ones, names as they are written, and words that mean the same."""

from importlib import import_module

import pytest
from django.db import connection

from meetings.record.models import PublishedCouncil, PublishedItem
from meetings.record.search import read_question, search, understanding
from meetings.record.search.synonyms import show_synonyms
from tests.public.making import make_council, make_item, make_meeting, make_person, make_resolution
from tests.record.searching import make_items, titles

pytestmark = pytest.mark.django_db
OTHER_WORDS = import_module("meetings.record.migrations.0021_words_joined_by_strokes").OTHER_WORDS


def test_a_begun_word_finds_what_begins_so_behind_what_is_written_so():
    make_items("A tax was levied.", "The taxation of boats.", "Taxis and taxis and taxis.")
    assert titles("tax")[0] == "A"
    assert sorted(titles("tax")) == ["A", "B", "C"]
    assert titles("taxat") == ["B"]


@pytest.mark.parametrize("typed", ['"tax"', "-tax boats", "tax levied"])
def test_only_the_last_plain_word_is_taken_as_begun(typed):
    make_items("The taxation of boats was levied.")
    assert titles(typed) == (["A"] if typed.startswith("-") else [])


@pytest.mark.parametrize("typed", ["dredging -boats", '"dredging plan" -boats'])
@pytest.mark.parametrize("most", [understanding.MOST_COUNTED, 0])
def test_a_word_left_out_may_stand_in_the_minutes_alone(typed, most, monkeypatch):
    monkeypatch.setattr(understanding, "MOST_COUNTED", most)
    items = [
        make_item(number=str(n), title=f"Dredging plan {n}", minute="<p>Boats.</p>" if n % 3 else "<p>Buoys.</p>")
        for n in range(60)
    ]
    make_meeting(items=items)
    assert sorted(titles(typed)) == sorted(f"Dredging plan {n}" for n in range(0, 60, 3))


@pytest.mark.parametrize(
    "typed", ["council's duty", "councils duty", "council’s duty", "COUNCIL DUTIES", "cöuncil duty"]
)
@pytest.mark.parametrize("text", ["The council’s duties.", "The council's duty.", "Councils have a duty."])
def test_apostrophes_plurals_capitals_and_accents_do_not_matter(typed, text):
    make_items(text)
    assert titles(typed) == ["A"]


def test_names_find_what_somebody_moved_seconded_or_voted_on():
    for slug in ("baillie", "do", "marks"):
        make_person(slug=slug, name=slug.capitalize())
    resolution = make_resolution(
        mover={"name": "Councillor Baillie", "person": "baillie"},
        seconder={"name": "Councillor Marks", "person": None},
        named_votes=[{"name": "Councillor Thi Do", "person": "do", "choice": "for"}],
    )
    make_meeting(items=[make_item(title="Dredging", resolutions=[resolution]), make_item(number="9", title="Marking")])
    assert titles("Baillie") == ["Dredging"]
    assert titles("Councillor Marks") == ["Dredging"]
    assert titles("Thi") == ["Dredging"]


def test_welsh_lines_are_found_as_they_are_written():
    make_council()
    PublishedCouncil.objects.update(nation="wales")
    make_items(
        "Mae’r pwyllgor wedi trafod am y cynghorau yn y dref.", "The committee debated the councils of the town."
    )
    assert titles("am cynghorau") == ["A"]
    assert titles("debating council") == ["B"]


def test_title_before_resolution_before_minutes_and_decided_before_noted():
    noted = make_resolution(text="That the dredging be seen.", outcome="noted")
    agreed = make_resolution(text="That the dredging be seen.", outcome="agreed")
    make_meeting(day="2022-06-16", items=[make_item(title="Minutes only", minute="<p>Dredging.</p>")])
    make_meeting(day="2021-06-17", items=[make_item(title="Noted", resolutions=[noted])])
    make_meeting(day="2020-06-18", items=[make_item(title="Agreed", resolutions=[agreed])])
    make_meeting(day="2019-06-13", items=[make_item(title="Dredging")])
    assert titles("dredging") == ["Dredging", "Agreed", "Noted", "Minutes only"]


def test_words_that_stand_together_come_before_words_that_are_scattered():
    make_meeting(
        day="2022-06-16", items=[make_item(title="Bus shelters", resolutions=[make_resolution(text="A lane.")])]
    )
    make_meeting(day="2020-06-18", items=[make_item(title="Roads", minute="<p>A bus lane was painted.</p>")])
    assert titles("bus lane") == ["Roads", "Bus shelters"]


def test_a_short_form_and_what_it_stands_for_find_each_other():
    show_synonyms([("EHE", "elective home education"), ("MASH", "Multi-Agency Safeguarding Hub")])
    make_items("Numbers of EHE are rising.", "Elective home education was discussed.", "Home visits, an education.")
    assert sorted(titles("EHE")) == ["A", "B"]
    assert sorted(titles("ehe numbers")) == ["A"]
    assert sorted(titles('"elective home education"')) == ["A", "B"]
    assert sorted(titles("elective home education")) == ["A", "B"]
    assert sorted(titles("visits OR ehe")) == ["A", "B", "C"]
    assert titles("discussed -ehe") == ["B"]
    found = search(read_question("EHE"))
    assert found.synonyms == (("EHE", "elective home education"),)
    passages = "".join(passage for hit in found.hits for passage in hit.passages)
    assert "<mark>EHE</mark>" in passages
    assert "<mark>Elective</mark> <mark>home</mark> <mark>education</mark>" in passages
    assert search(read_question("boats")).synonyms == ()


def test_the_published_list_is_replaced_as_a_whole():
    show_synonyms([("EHE", "elective home education")])
    show_synonyms([("EHE", "emergency hospital entrance"), ("ehe", "Emergency  hospital entrance")])
    make_items("Elective home education.", "The emergency hospital entrance.")
    assert titles("EHE") == ["B"]


def test_a_phrase_in_a_title_does_not_hide_what_is_left_out():
    make_meeting(
        items=[
            make_item(number="1", title="Home education", minute="<p>Boats. Care of the plan.</p>"),
            make_item(number="2", title="Home education", minute="<p>Buoys.</p>"),
        ]
    )
    found = search(read_question('"home education" -boats OR "care plan"'))
    assert (found.total, [hit.item.slug for hit in found.hits]) == (1, ["2"])


def test_words_left_out_are_not_marked_and_choose_no_passage():
    make_items("School. " + "x " * 300 + "Home visits and education welfare.")
    (hit,) = search(read_question('school -"home education"')).hits
    assert [str(passage).count("<mark>") for passage in hit.passages] == [1]
    assert "<mark>School</mark>" in hit.passages[0]


@pytest.mark.parametrize(("letters", "is_marked"), [(19_980, True), (20_000, False)])
def test_a_passage_is_looked_for_in_the_beginning_of_a_text_that_goes_on_for_ever(letters, is_marked):
    make_items("é " * (letters // 2) + "dredging" + " é" * 20_000)
    (hit,) = search(read_question("dredging")).hits
    assert any("<mark>dredging</mark>" in passage for passage in hit.passages) == is_marked


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("covid 19", "A COVID-19 update."),
        ("covid-19", "A Covid 19 update."),
        ('"covid-19 update"', "A COVID-19 update."),
        ("18", "For those aged 16-18."),
        ("16-18", "For those aged 16–18."),
        ("social", "Health/social care."),
        ("health/social", "Social care and health."),
        ("plan", "It was agreed.Plan to follow."),
        ("2021", "The budget 2021/22."),
        ("2021", "The budget 2021-22."),
        ("2021-22", "The budget 2021/22."),
        ("2021/22", "The budget 2021-22."),
        ("2021/22", "The budget 2021–22."),
        ("(2021-22), budget", "The budget 2021/22."),
        ("2021-22-23", "The years 2021-22-23."),
        ("2021-06-17", "Held on 2021-06-17."),
        ('"budget 2021"', "The budget 2021/22."),
        ('"budget 2021-22 was set"', "The budget 2021/22 was set."),
        ("22-0045-x/y", "Case 22-0045-x/y."),
        ("78/21", "Minute 78/21."),
        ("21/00512/FUL", "Application 21/00512/FUL."),
        ("FP/EHE/12", "Form FP/EHE/12."),
    ],
)
def test_words_that_a_stroke_or_a_hyphen_joins_are_found_and_marked(typed, text):
    make_items(text, "Nothing of the kind in May 1999.")
    found = search(read_question(typed))
    assert [hit.item.title for hit in found.hits] == ["A"]
    assert "<mark>" in found.hits[0].passages[0]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("16-18", "Of 18 there were 16."),
        ("-covid-19 update", "A COVID-19 update."),
        ("21", "Minute 78/21."),
        ("00512", "Application 21/00512/FUL."),
        ("2021/22", "The 22nd of 2021, and 22 more."),
        ("2021/22", "Application 2021/22/FUL."),
    ],
)
def test_what_stands_elsewhere_or_in_a_reference_is_not_found(typed, text):
    make_items(text)
    assert titles(typed) == []


@pytest.mark.parametrize("text", ["The year 2021-22 begins.", "The year 2021–22 begins.", "The year 2021/22 begins."])
def test_a_municipal_year_is_marked_as_a_whole(text):
    make_items(text)
    (hit,) = search(read_question("2021/22")).hits
    assert hit.passages[0] == f"The year <mark>{text[9:16]}</mark> begins."


def test_no_phrase_goes_from_a_title_into_the_resolution_or_the_minutes():
    make_meeting(
        items=[make_item(title="Home education", minute="", resolutions=[make_resolution(text="Plans be approved.")])]
    )
    make_meeting(day="2022-06-16", items=[make_item(title="Home education", minute="<p>Plans.</p>")])
    assert titles('"education plans"') == []
    assert titles('"home education"') == ["Home education"] * 2
    assert titles('"plans be approved"') == ["Home education"]


@pytest.mark.parametrize("field", ["reasons", "options_rejected", "conflicts", "dispensation"])
def test_what_is_told_of_a_decision_is_found(field):
    make_meeting(items=[make_item(title="Mine", resolutions=[make_resolution(**{field: "For want of manganese."})])])
    assert titles("manganese") == ["Mine"]


def test_what_was_declared_is_found():
    interest = {"name": "Councillor Reed", "person": None, "kind": "personal", "description": "A manganese mine."}
    make_meeting(items=[make_item(title="Mine", declarations=[interest | {"left_the_room": False}])])
    assert titles("manganese") == ["Mine"]


def test_what_was_on_the_record_before_is_given_the_same_words():
    interest = {"name": "Councillor Reed", "person": None, "kind": "personal", "left_the_room": False}
    resolutions = [
        make_resolution(reasons="For want of manganese.", dispensation="Of the mayor."),
        make_resolution(conflicts="Those of a miner."),
    ]
    declarations = [interest | {"description": words} for words in ("A manganese mine.", "", "A boat.")]
    make_meeting(
        items=[
            make_item(number="1", title="Mine", resolutions=resolutions, declarations=declarations),
            make_item(number="2", title="Boats", minute="", resolutions=[make_resolution(options_rejected="Others.")]),
            make_item(number="3", title="Buoys"),
        ]
    )
    items = PublishedItem.objects.order_by("position")
    told = list(items.values_list("minute_text", flat=True))
    for item, words in zip(items, told, strict=True):
        item.minute_text = words.partition("For want")[0].strip() if item.number == "1" else words
        item.minute_text = "" if item.number == "2" else item.minute_text
        item.save()
    with connection.cursor() as cursor:
        cursor.execute(OTHER_WORDS)
    assert list(items.values_list("minute_text", flat=True)) == told
