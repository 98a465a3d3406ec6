"""What the tests of the import desk share: a text handed in, and the review of it as a browser sends it."""

from django.urls import reverse

from meetings.importers.corrections import from_plain_data
from tests.importers.readings_of import MOORINGS

DESK = "/admin/import/"
LATER = MOORINGS.replace("13/06/2024", "11/07/2024")


def handed_in(clerk, text: str = MOORINGS, **more):
    return clerk.post(DESK, {"source": text, **more}, follow=True)


def address(review) -> str:
    return reverse("admin:review", args=[review.pk])


def shown(clerk, review) -> dict:
    """What a browser would send back from the page as it stands."""
    form = clerk.get(address(review)).context["form"]
    review.refresh_from_db()
    return {name: value for name, value in form.as_sent().items() if value} | {"version": review.version}


def sent(clerk, review, do="keep", headers=None, **changes):
    return clerk.post(address(review), {**shown(clerk, review), "do": do, **changes}, follow=True, headers=headers)


def reading(review):
    review.refresh_from_db()
    return from_plain_data(review.reading)
