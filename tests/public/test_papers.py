"""The files of the record."""

import pytest

from tests.public.making import make_council, make_item, make_meeting, make_paper

pytestmark = pytest.mark.django_db


def test_paper_is_sent_to_be_saved_and_never_guessed_at(client):
    paper = make_paper(words=b"<script>alert(1)</script>", filename="page.html")
    make_meeting(items=[make_item(documents=[paper])])
    response = client.get(f"/papers/{paper['digest']}/page.html")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_paper_that_no_meeting_shows_is_not_found(client):
    make_council()
    paper = make_paper()
    assert client.get(f"/papers/{paper['digest']}/report.pdf").status_code == 404


def test_paper_under_another_name_is_not_found(client):
    paper = make_paper()
    make_meeting(documents=[paper])
    assert client.get(f"/papers/{paper['digest']}/report.exe").status_code == 404


def test_paper_whose_file_is_missing_is_not_found(client):
    make_meeting(documents=[make_paper() | {"digest": "0" * 64}])
    assert client.get(f"/papers/{'0' * 64}/report.pdf").status_code == 404


@pytest.mark.parametrize(
    "path", ["abc/report.pdf", "..%2F..%2Fetc/passwd", f"{'0' * 64}/..%2F..%2Fx", f"{'0' * 64}/%00"]
)
def test_address_that_names_no_paper_is_not_found(client, path):
    make_council()
    assert client.get(f"/papers/{path}").status_code == 404
