"""The import desk as its tests find it: a committee, a clerk, and a page handed in."""

import pytest
from django.test import Client

from meetings.models import Review
from tests import making
from tests.desk.reviewing import handed_in


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
