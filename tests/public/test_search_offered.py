"""A committee that a search names, and the issue that most of its answers belong to, are offered above the answers."""

import re

import pytest

from meetings.public.offered import MOST_COMMITTEES, committees_named, hit_of_issue
from meetings.record.models import PublishedCommittee, PublishedIssue
from meetings.record.search import Hit
from tests.public.making import PANEL, make_committee, make_issue, make_item, make_meeting, make_paper

COMMITTEE = re.compile(r'<p class="committee-named"><a href="([^"]+)">([^<]+)</a>: what it is for, who sits on it')
ISSUE = re.compile(r'<p class="issue-found"><a href="([^"]+)">([^<]+)</a>: ([^<]+)</p>')


def found(client, query, **more) -> str:
    return client.get("/search/", {"q": query, **more}).content.decode()


@pytest.fixture
def world(db):
    """Five items that tell of dredging at three meetings, the last at a cabinet; four belong to one issue."""
    items = [make_item(number=str(n), title=f"Dredging, part {n}", minute="<p>Told.</p>") for n in (1, 2)]
    make_meeting(items=items)
    make_meeting(day="2021-07-22", items=items)
    cabinet = make_committee(name="Cabinet", slug="cabinet", kind="cabinet")
    make_meeting(day="2021-08-19", committee=cabinet, items=[make_item(number="3", title="Dredging the dock")])
    belonging = [(f"{day}/{PANEL}", n) for day in ("2021/06/17", "2021/07/22") for n in ("1", "2")]
    make_issue(title="Harbour mouth", slug="harbour-mouth", items=belonging)


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("cabinet", [("/committees/cabinet/", "Cabinet")]),
        ("decisions of the Cabinet, July 2021", [("/committees/cabinet/", "Cabinet")]),
        ("Children and Families panel", [(f"/committees/{PANEL}/", "Children and Families Scrutiny Panel")]),
        ("scrutiny", [(f"/committees/{PANEL}/", "Children and Families Scrutiny Panel")]),
        ("cabinet dredging", []),
        ("dredging -cabinet", []),
        ("committee minutes", []),
        ("minutes 2021", []),
    ],
)
def test_committee_is_offered_where_the_words_asked_for_are_its_name(client, world, query, offered):
    assert COMMITTEE.findall(found(client, query)) == offered


def test_committee_is_offered_where_nothing_else_is_found(client, world):
    make_committee(name="Licensing Committee", slug="licensing", kind="committee")
    html = found(client, "licensing committee")
    assert COMMITTEE.findall(html) == [("/committees/licensing/", "Licensing Committee")]
    assert '<ol class="hits">' not in html


def test_committee_named_in_full_stands_alone_and_a_word_of_many_says_nothing():
    committees = [PublishedCommittee(slug=f"c-{n}", name=f"Planning Sub-Committee {'ABCDE'[n]}") for n in range(4)]
    assert committees_named(committees, {"planning"}) == []
    assert committees_named(committees[:MOST_COMMITTEES], {"planning"}) == committees[:MOST_COMMITTEES]
    assert committees_named(committees, {"planning", "sub", "committee", "b"}) == [committees[1]]
    whole = PublishedCommittee(slug="planning", name="Planning and the Environment Committee")
    assert committees_named([*committees, whole], {"planning", "environment"}) == [whole]


def test_issue_of_most_answers_is_offered_with_the_meetings_that_dealt_with_it(client, world):
    make_meeting(day="2022-01-20", items=[make_item(number="1", title="Lights")], stage="agenda", kind="agenda")
    make_issue(slug="harbour-mouth", items=[(f"2022/01/20/{PANEL}", "1")])
    told = ("/issues/harbour-mouth/", "Harbour mouth", "two meetings, and what came of it")
    assert ISSUE.findall(found(client, "dredging")) == [told]


@pytest.mark.parametrize(
    ("query", "more"), [("dredging dock", {}), ("dredging", {"order": "newest"}), ("dredging -part", {})]
)
def test_no_issue_is_offered_beside_other_answers_or_another_order(client, world, query, more):
    html = found(client, query, **more)
    assert '<ol class="hits">' in html
    assert ISSUE.findall(html) == []


def hit(issue: str = "", *, is_paper: bool = False) -> Hit:
    of_issue = PublishedIssue(slug=issue, title=issue) if issue else None
    return Hit(None, None, "", (), document=make_paper if is_paper else None, issue=of_issue)


@pytest.mark.parametrize(
    ("issues", "offered"),
    [
        (["a", "a", "a", "", ""], "a"),
        (["", "b", "a", "b", "b"], "b"),
        (["a", "a", "b", "", ""], None),
        (["", "", "b", "a", "c", "a", "a"], None),
        (["a", "b", "b", "a"], "a"),
        (["a", "a"], "a"),
        (["a"], None),
        (["", ""], None),
        ([], None),
    ],
)
def test_half_of_the_first_five_and_never_one_alone(issues, offered):
    best = hit_of_issue([hit(issue) for issue in issues])
    assert (best and best.issue.slug) == offered


def test_papers_do_not_count_among_the_answers():
    paper = hit(is_paper=True)
    assert hit_of_issue([paper, hit("a"), paper, paper, hit("a"), paper]).issue.slug == "a"
