"""Pages for what is not there and what went wrong."""

import pytest
from django.test import RequestFactory

from meetings.public.errors import server_error
from tests.public.making import make_council


@pytest.mark.django_db
def test_page_that_is_not_there_offers_a_search_and_other_ways(client):
    make_council()
    response = client.get("/nothing/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "<title>Page not found – Southcliff City Council</title>" in html
    assert 'name="q"' in html
    assert 'href="/meetings/"' in html
    assert "canonical" not in html


@pytest.mark.django_db
def test_page_beyond_the_last_links_to_the_first(client):
    make_council()
    assert '<a href="?">The first page at this address</a>' in client.get("/meetings/?page=9").content.decode()


@pytest.mark.django_db
def test_hidden_and_imagined_addresses_answer_alike(client):
    make_council()
    bodies = {client.get(address).content for address in ["/people/x/", "/issues/x/", "/nothing/", "/committees/x/"]}
    assert len(bodies) == 1


def test_fault_of_ours_is_told_without_any_database():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Sorry, something went wrong" in response.content.decode()
