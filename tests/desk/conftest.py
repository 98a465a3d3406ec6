"""The desk as its tests find it: who publishes; at the import desk a committee, a clerk, and a page handed in."""

import pytest
from django.test import Client

from meetings.models import Review
from tests import making
from tests.desk.reviewing import handed_in


@pytest.fixture
def publisher():
    return making.make_user()


@pytest.fixture
def desk(publisher):
    client = Client()
    client.force_login(publisher)
    return client


@pytest.fixture
def panel():
    return making.make_committee()


@pytest.fixture
def clerk(panel):
    client = Client()
    client.force_login(making.make_user(name="clerk", group="Clerk"))
    return client


@pytest.fixture
def review(clerk):
    handed_in(clerk)
    return Review.objects.get()
