"""Who publishes, and what there is to publish."""

import pytest

from tests import making


@pytest.fixture
def publisher():
    return making.make_user(first_name="Pat", last_name="Lee")


@pytest.fixture
def meeting():
    return making.make_minuted_meeting()
