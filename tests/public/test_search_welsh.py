"""A council in Wales writes Welsh and English: either is found by its words, and Welsh says that it is Welsh."""

import re

import pytest

from meetings.record.models import PublishedCouncil
from tests.public.making import make_council, make_item, make_meeting, make_resolution

pytestmark = pytest.mark.django_db
MINUTE = (
    "Mae’r pwyllgor wedi trafod dŵr yfed yn y dref, y llŷr a’r gwyntoedd, ac ŷd, gân a thŷ bach ar lan y môr."
    " Roedd y cynghorwyr yn hapus gyda’r adroddiad am y llifogydd."
)


@pytest.fixture
def world():
    make_council()
    PublishedCouncil.objects.update(nation="wales")
    resolution = make_resolution(text="Penderfynwyd bod y gwasanaeth bŵau yn cael ei dderbyn.")
    make_meeting(
        items=[
            make_item(number="1", title="Ymholiadau bŵau", minute=f"<p>{MINUTE}</p>", resolutions=[resolution]),
            make_item(
                number="2",
                title="Drinking water",
                minute="<p>The committee discussed the water that was supplied to the town.</p>",
            ),
        ]
    )


def answers(client, query: str) -> list[str]:
    html = client.get("/search/", {"q": query}).content.decode()
    listed = html.partition('<ol class="hits">')[2].partition("</ol>")[0]
    return listed.split("<li>")[1:]


@pytest.mark.parametrize(
    "query",
    [
        "llŷr",
        "llyr",
        "LLŶR",
        "ŷd",
        "yd gân",
        "gan môr",
        "mor thy",
        "thŷ",
        "bŵau",
        "bwau ymholiadau",
        "Penderfynwyd",
        '"gwasanaeth bwau"',
        '"ar lan y môr"',
        '"ar lan y mor"',
        "cynghorwyr llifogydd",
        "gwyntoedd",
    ],
)
def test_a_welsh_item_is_found_by_its_words_with_and_without_accents(client, world, query):
    (hit,) = answers(client, query)
    assert "Ymholiadau" in hit
    assert "<mark>" in hit


def test_title_decision_and_passage_in_welsh_say_so(client, world):
    (hit,) = answers(client, "bwau")
    # The title has no word that tells one language from the other: it is of the language of what is below it.
    assert '<a href="/meetings/2021/06/17/children-and-families-scrutiny-panel/item/1/" lang="cy">' in hit
    assert '<span lang="cy">Penderfynwyd bod y gwasanaeth <mark>bŵau</mark>' in hit
    assert '<p lang="cy">Mae’r pwyllgor' in hit


def test_an_english_item_of_the_same_council_does_not(client, world):
    (hit,) = answers(client, "discussing supplies")
    assert re.search(r'/item/2/">Drinking', hit)
    assert "<p>The committee <mark>discussed</mark>" in hit
    assert "lang=" not in hit


def test_a_council_elsewhere_has_no_welsh(client, world):
    PublishedCouncil.objects.update(nation="england")
    assert all('lang="cy"' not in hit for hit in answers(client, "Penderfynwyd OR discussed"))
