"""What the site says about itself: true of the last test, of the council, and of its nation's law."""

import datetime
import re

import pytest

from meetings.models.councils import Licence, Nation
from meetings.public.licences import LICENCES
from meetings.public.statements import LAWS, last_test
from meetings.record.models import PublishedCouncil
from tests.browser.test_every_page import PUBLIC_PAGES
from tests.public.making import make_council

pytestmark = pytest.mark.django_db
STATEMENTS = ["accessibility", "privacy", "licence", "complaints"]


def page(client, name: str) -> str:
    return client.get(f"/about/{name}/").content.decode()


def council(**fields) -> None:
    make_council()
    PublishedCouncil.objects.update(**fields)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_page_leads_to_the_statements_and_they_need_no_council(client, name):
    assert f'<a href="/about/{name}/">' in client.get("/").content.decode()
    assert client.get(f"/about/{name}/").status_code == 200


def test_the_statement_tells_of_the_pages_that_are_tested_and_of_no_others():
    """Fails when a kind of page is new: run tests/browser/test_every_page.py --write-statement and look at it."""
    assert last_test()["pages"] == list(PUBLIC_PAGES)


def test_the_statement_tells_when_and_with_what_the_pages_were_tested(client):
    council()
    html, told = page(client, "accessibility"), last_test()
    assert f"{told['tested_on']:%A} {told['tested_on'].day} {told['tested_on']:%B %Y}" in html
    assert told["tools"] in html
    assert "axe-core" in told["tools"]
    for tested in PUBLIC_PAGES:
        assert f"<li>{tested[0].upper()}{tested[1:]}</li>" in html


def test_what_the_test_found_wrong_is_told(client, monkeypatch):
    fault = {"page": "meeting", "rule": "image-alt", "help": "Images must have <alt> text"}
    told = {"tested_on": datetime.date(2026, 1, 5), "tools": "axe", "pages": ["meeting"], "faults": [fault]}
    monkeypatch.setattr("meetings.public.statements.last_test", lambda: told)
    html = page(client, "accessibility")
    assert "<li>Meeting: Images must have &lt;alt&gt; text.</li>" in html
    assert "found nothing that does not work" not in html
    assert "Monday 5 January 2026" in html


@pytest.mark.parametrize("name", ["accessibility", "privacy", "complaints"])
def test_who_to_turn_to_is_the_councils_own_words(client, name):
    council(contact="Town Hall <1>\nminutes@council.test")
    html = page(client, name)
    assert '<p>Town Hall &lt;1&gt;<br><a href="mailto:minutes@council.test">minutes@council.test</a></p>' in html
    council(contact="")
    assert "has not given its contact details here yet" in page(client, name)


@pytest.mark.parametrize(
    ("nation", "ombudsman", "equality", "commissioner", "minutes"),
    [
        ("england", "Local Government and Social Care Ombudsman", "Equality and Human", "Information", "1972"),
        ("wales", "Public Services Ombudsman for Wales", "Equality and Human", "Information", "1972"),
        ("scotland", "Scottish Public Services Ombudsman", "Equality and Human", "Scottish Information", "1973"),
        ("northern ireland", "Northern Ireland Public Services", "Equality Commission for Nor", "Information", "2014"),
    ],
)
def test_the_law_is_that_of_the_nation(client, nation, ombudsman, equality, commissioner, minutes):
    council(nation=nation)
    complain = page(client, "complaints")
    named = re.findall(r"complain to the ([^<]+)</a>", complain)
    assert [len(named), named[0][: len(ombudsman)], named[2][: len(commissioner)]] == [3, ombudsman, commissioner]
    assert re.search(rf"open for six years at least \(section[^.]*{minutes}\)\.", complain)
    assert f"The {equality}" in page(client, "accessibility")
    assert "Regulations 2018" in page(client, "accessibility")


def test_every_nation_of_the_desk_has_its_law_and_every_licence_its_words():
    assert set(LAWS) == set(Nation.values)
    assert set(LICENCES) | {"none"} == set(Licence.values)
    assert PublishedCouncil._meta.get_field("licence").default == Licence.OGL


def test_the_licence_is_the_councils_choice(client):
    council()
    html = page(client, "licence")
    assert "Minutes of Southcliff City Council, licensed under the Open Government Licence v3.0." in html
    council(licence="cc-by-4")
    assert "https://creativecommons.org/licenses/by/4.0/" in page(client, "licence")
    council(licence="none")
    html = page(client, "licence")
    assert "reserves all rights" in html
    assert 'rel="license"' not in html


def test_alerts_are_told_of_where_there_are_any(client, settings):
    settings.MAILS_FROM = ""
    assert "alerts" not in page(client, "privacy")
    settings.MAILS_FROM = "minutes@council.test"
    assert "Until you stop them; for seven days if you do not confirm it" in page(client, "privacy")


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_asks_the_record_one_thing(client, django_assert_num_queries, name):
    council()
    with django_assert_num_queries(1):
        page(client, name)
