"""The load balancer's question is answered by whatever name it is asked, and honestly."""

import pytest
from django.db import DatabaseError, connections

pytestmark = pytest.mark.django_db(databases=["default", "public"])


def test_it_is_answered_by_address_and_without_https(client, settings):
    settings.ALLOWED_HOSTS = ["minutes.example"]
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer["Cache-Control"] == "no-store"


def test_it_says_when_a_database_does_not_answer(client, monkeypatch):
    def down():
        raise DatabaseError("gone")

    monkeypatch.setattr(connections["public"], "cursor", down)
    assert client.get("/healthz").status_code == 503
