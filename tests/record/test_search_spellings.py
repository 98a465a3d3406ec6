"""One word in several spellings: what is offered for a mistyped one, and which two are both right."""

import re

import pytest

from meetings.record.models import SearchWord
from meetings.record.search import Narrowing, did_you_mean, read_question, search
from meetings.record.search.other_spellings import spellings_of
from meetings.record.search.spelling import slips_between
from meetings.record.search.synonyms import show_synonyms
from tests.public.making import make_committee, make_item, make_meeting
from tests.record.searching import make_items, titles

pytestmark = pytest.mark.django_db


def meant(typed: str, narrowing: Narrowing | None = None, **found) -> tuple[str, int] | None:
    """The other spelling offered, and how many answers it is said to have."""
    offered = did_you_mean(read_question(typed), narrowing or Narrowing(), **found)
    return (offered.question.text, offered.count) if offered else None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ofstead visit", ("ofsted visit", 1)),
        ("Ofsetd", ("ofsted", 2)),
        ('"ofstead visit" -parknig', ('"ofsted visit" -parknig', 1)),
        ("parknig OR boats", ("parking OR boats", 1)),
        ("ofsted visit", None),
        ("ofstead boats", None),
        ("zzzzqqq", None),
        ("78/21", None),
        ("", None),
    ],
)
def test_an_unknown_word_is_offered_as_the_likeliest_of_the_archive_that_finds_something(typed, offered):
    make_items("An Ofsted visit.", "Parking of boats.", "Ofsted again.")
    assert meant(typed) == offered


def test_the_likeliest_word_that_finds_nothing_beside_the_others_gives_way_to_the_next():
    make_items("Boats in the harbour.", "Boats again.", "Bolts of a bench.")
    assert meant("boatts") == ("boats", 2)
    assert meant("boatts bench") == ("bolts bench", 1)


def test_a_spelling_is_offered_only_within_what_is_chosen_and_only_if_it_finds_more():
    make_items("Ofsted made a visit.", "Ofsted again.", "The ofstead.")
    make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2022-06-16", committee=make_committee(slug="cabinet"), items=[make_item(title="Pier")])
    assert meant("ofstedd") == ("ofsted", 2)
    assert meant("ofstedd", Narrowing(committees=("cabinet",))) is None
    assert meant("ofstedd", found=1) == ("ofsted", 2)
    assert meant("ofstedd", found=2) is None


def test_a_word_that_left_the_archive_is_not_offered():
    make_items("Ofsted made a visit.")
    make_items("Nobody came.")
    assert meant("ofstead") is None
    assert not SearchWord.objects.filter(word="ofsted").exists()


@pytest.mark.parametrize(
    ("one", "other", "slips"), [("", "", 0), ("parknig", "parking", 1), ("ofstead", "ofsted", 1), ("abc", "xyz", 3)]
)
def test_slips_are_letters_left_out_added_mistaken_or_swapped(one, other, slips):
    assert slips_between(one, other) == slips_between(other, one) == slips


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("franchizing", "franchising"),
        ("Organization", "organisation"),
        ("authorized", "authorised"),
        ("realise", "realize"),
        ("analyze", "analyse"),
        ("licencing", "licensing"),
        ("license", "licence"),
        ("practise", "practice"),
        ("judgment", "judgement"),
        ("focussed", "focused"),
        ("enquiry", "inquiry"),
        ("coordinator", "co-ordinator"),
        ("co-ordinator", "coordinator"),
        ("Sub-Committee", "subcommittee"),
        ("email", "e-mail"),
        ("wellbeing", "well-being"),
        ("underspends", "under-spends"),
        ("re-organisation", "reorganisation"),
        ("by-laws", "bylaws"),
        ("byelaw", "bye-law"),
        ("s106", "S.106"),
        ("S.106", "S106"),
    ],
)
def test_a_word_is_found_in_either_right_spelling_and_marked(typed, also):
    make_items(f"The {also} was seen.", f"The {typed} was seen.", "Mail and boats were seen by the commission.")
    found = search(read_question(f"{typed} seen"))
    assert sorted(hit.item.title for hit in found.hits) == ["A", "B"]
    passages = "".join(passage for hit in found.hits for passage in hit.passages)
    assert sorted(re.findall("<mark>(.*?)</mark>", passages)) == sorted([also, typed, "seen", "seen"])
    assert sorted(titles(f'"{typed} was seen"')) == sorted(titles(f'"the {typed} was"')) == ["A", "B"]
    assert sorted(titles(typed)) == ["A", "B"]


def test_a_part_of_a_word_in_two_is_not_marked():
    make_items(
        "Well over on the line, e.g. under: an on-line overspend, well-being by e-mail to the Co. of co-owners."
    )
    (hit,) = search(read_question("online over-spend wellbeing email co-owners")).hits
    marked = re.findall("<mark>(.*?)</mark>", "".join(hit.passages))
    assert marked == ["on-line", "overspend", "well-being", "e-mail", "co-owners"]


def test_a_word_in_two_parts_is_left_out_as_it_is_spelt():
    make_items("Boats: a co-opted member.", "Boats: a coopted member.")
    assert titles("boats -co-opted") == ["B"]
    assert titles("boats -coopted") == ["A"]


def test_section_106_is_found_however_it_is_written():
    make_items("The S.106 money.", "The S106 money.", "The Section 106 money.", "Section 78.")
    for short in ("S106", "S.106"):
        show_synonyms([(short, "section 106")])
        assert sorted(titles("s.106")) == sorted(titles("s106")) == sorted(titles("section 106")) == ["A", "B", "C"]


@pytest.mark.parametrize("long", ["anti-social behaviour", "antisocial behaviour"])
def test_what_a_short_form_stands_for_may_be_written_in_two_parts_or_one(long):
    make_items("ASB.", "Anti-social behaviour.", "Antisocial behaviour.")
    show_synonyms([("ASB", long)])
    for typed in ("asb", "anti-social behaviour", "antisocial behaviour"):
        assert sorted(titles(typed)) == ["A", "B", "C"], typed


def test_a_spelling_that_the_engine_takes_for_another_word_is_not_asked_for():
    make_items("The authority.", "The authorisation.", "An organ.", "An organisation.", "A surprise.", "A prize.")
    assert titles("authorisation") == ["B"]
    assert titles("organisation") == ["D"]
    assert titles("surprise") == ["E"]


def test_what_is_left_out_is_left_out_as_it_is_spelt():
    make_items("A licence for boats.", "A license for boats.")
    assert titles("boats -licence") == ["B"]


def test_a_phrase_of_many_such_words_is_asked_for_in_few_ways():
    assert len(spellings_of("realise practice licence focused judgment")) == 4
    assert spellings_of("the harbour") == ["the harbour"]
