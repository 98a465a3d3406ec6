"""What a council says of itself at the desk stands on the public pages about the site, and only once it is saved."""

import pytest
from django.test import Client

from meetings.checks import the_public_can_reach_the_council
from meetings.models import Council
from meetings.publishing import publish as verbs
from meetings.record.models import Edition, PublishedCouncil
from meetings.world import WorldRefused, load_world
from tests import making
from tests.desk.test_forms import filled
from tests.house.worlds import PUBLIC

pytestmark = pytest.mark.django_db


def about(name: str) -> str:
    return Client().get(f"/about/{name}/").content.decode()


def test_contact_and_licence_go_public_when_an_administrator_saves_them():
    making.make_committee()
    council = Council.objects.get()
    desk = Client()
    desk.force_login(making.make_user(name="ada", group="Administrator"))
    address = f"/admin/meetings/council/{council.pk}/change/"
    data = filled(desk, address, contact="Town Hall\r\nminutes@council.test", licence="cc-by-4")
    assert "minutes@council.test" not in about("complaints")
    assert desk.post(address, data).status_code == 302
    assert "minutes@council.test" in about("complaints")
    assert "Creative Commons" in about("licence")
    event = council.events.last()
    assert (event.licence, event.contact.splitlines()[0]) == ("cc-by-4", "Town Hall")


def test_an_edition_says_nothing_of_contact_and_licence():
    meeting = making.make_minuted_meeting()
    Council.objects.update(contact="Town Hall", licence="none")
    verbs.publish(meeting, by=making.make_user())
    assert Edition.objects.last().content["council"].keys() == {"slug", "name", "nation"}
    assert PublishedCouncil.objects.get().contact == "Town Hall"


def test_a_world_file_may_say_them():
    council = PUBLIC["council"] | {"licence": "cc-by-4"}
    load_world(PUBLIC | {"council": council}, by=making.make_user())
    shown = PublishedCouncil.objects.get()
    assert (shown.contact, shown.licence) == ("Town Hall\nminutes@council.test", "cc-by-4")


def test_a_world_file_with_a_licence_that_is_none_is_refused():
    with pytest.raises(WorldRefused, match="“free” is no licence"):
        load_world(PUBLIC | {"council": PUBLIC["council"] | {"licence": "free"}}, by=making.make_user())


def test_who_deploys_the_site_is_told_of_a_missing_contact():
    assert the_public_can_reach_the_council(None) == []
    council = PublishedCouncil.objects.create(slug="southcliff", name="Southcliff City Council", nation="england")
    (told,) = the_public_can_reach_the_council(None)
    assert "Southcliff City Council has not said how the public can reach it" in told.msg
    council.contact = "Town Hall"
    council.save()
    assert the_public_can_reach_the_council(None) == []
