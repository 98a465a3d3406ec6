"""Names as they are typed, and as they are written."""

import pytest

from meetings.record.search.passages import Marker
from tests.public.making import make_item, make_meeting, make_person

pytestmark = pytest.mark.django_db


TYPED = pytest.mark.parametrize("typed", ["Łuczak", "luczak", "LUCZAK"])


@TYPED
@pytest.mark.parametrize("address", ["/search/?q=dredging&person=", "/resolutions/?person="])
def test_who_is_chosen_by_name_is_known_by_her_own_letters_and_by_plain_ones(client, address, typed):
    make_person(name="Ewa Łuczak", slug="ewa-luczak")
    make_meeting(items=[make_item(title="Dredging")])
    assert "No published minutes name anybody called" not in client.get(address + typed).content.decode()


@TYPED
@pytest.mark.parametrize("address", ["/people/?q=", "/search/?q="])
def test_a_person_is_offered_for_her_own_letters_and_for_plain_ones(client, address, typed):
    make_person(name="Ewa Łuczak", slug="ewa-luczak")
    make_meeting(items=[make_item(title="Dredging")])
    assert '<a href="/people/ewa-luczak/">' in client.get(address + typed).content.decode()


def test_letters_with_a_stroke_are_marked():
    assert str(Marker(["luczak"]).whole("Thanked Ewa Łuczak")) == "Thanked Ewa <mark>Łuczak</mark>"
