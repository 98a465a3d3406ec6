"""Issues suggested beneath an item's form: by the words of titles, for the clerk to join or not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.admin.joining import suggestions_for
from meetings.models import Issue, Item
from meetings.publishing import publish as verbs
from meetings.record.models import PublishedItem
from tests import making
from tests.desk.test_forms import change, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return making.make_user(name="clerk", group="Clerk")


@pytest.fixture
def clerk(user):
    client = Client()
    client.force_login(user)
    return client


def item_of(title: str, *, day="2024-06-13", committee=None, **fields) -> Item:
    meeting = making.make_meeting(starts_at=making.moment(day), committee=committee)
    return making.make_item(meeting=meeting, title=title, **fields)


def suggested(item: Item, user) -> list[str]:
    return [suggestion.title for suggestion in suggestions_for(item, user)]


def test_titles_alike_and_titles_that_share_a_rare_word_are_suggested(user):
    item = item_of("Dredging of the outer harbour")
    item_of("Dredging of the inner harbour", day="2024-03-14")
    item_of("Licence to dispose of dredging spoil at sea", day="2024-01-11")
    item_of("Library opening hours", day="2024-02-08")
    Issue.objects.create(title="Harbour dredging")
    Issue.objects.create(title="Bus fares")
    assert suggested(item, user) == [
        "Dredging of the inner harbour",
        "Harbour dredging",
        "Licence to dispose of dredging spoil at sea",
    ]


def test_word_that_stands_everywhere_suggests_nothing(user):
    publisher = making.make_user()
    for n in range(1, 8):
        meeting = making.make_minuted_meeting(starts_at=making.moment(f"2023-0{n}-10"))
        meeting.items.update(title=f"Quarterly {'abcdefgh'[n] * 9}", minute="")
        verbs.publish(meeting, by=publisher)
    assert suggested(item_of("Quarterly review of parking permits and their price"), user) == []


def test_issue_is_suggested_once_and_by_its_items_too(user):
    issue = Issue.objects.create(title="The sea wall")
    for day in ["2024-01-11", "2024-02-08"]:
        item_of("Breakwater repairs: tender", day=day, issue=issue)
    item = item_of("Breakwater repairs: award of contract")
    found = suggestions_for(item, user)
    assert [(one.key, one.title) for one in found] == [(f"issue-{issue.pk}", "The sea wall")]
    assert found[0].words == "an issue, as “Breakwater repairs: tender” is"


def test_heading_that_comes_back_each_year_is_suggested_once_the_newest(user):
    for year in [2021, 2022, 2023]:
        item_of(f"Fostering service: annual report {year}", day=f"{year}-09-16")
    found = suggestions_for(item_of("Fostering service: annual report 2024"), user)
    assert [one.words for one in found] == ["Harbour Panel, 16 September 2023, item 1: makes an issue of both"]


def test_at_most_five_are_suggested(user):
    for n in range(9):
        Issue.objects.create(title=f"Harbour dredging, part {'abcdefghi'[n]}")
    assert len(suggested(item_of("Harbour dredging"), user)) == 5


@pytest.mark.parametrize("fields", [{"is_procedural": True}, {"title": "  "}])
def test_procedure_and_headings_without_words_get_none(user, fields):
    Issue.objects.create(title="Apologies")
    item_of("Apologies", day="2024-01-11")
    assert suggested(item_of(**{"title": "Apologies"} | fields), user) == []


def test_procedural_items_are_never_suggested(user):
    item_of("Minutes of the harbour board", day="2024-01-11", is_procedural=True)
    assert suggested(item_of("Minutes of the harbour board"), user) == []


def test_item_that_has_its_issue_gets_none(user):
    issue = Issue.objects.create(title="Harbour dredging")
    Issue.objects.create(title="Harbour dredging again")
    assert suggested(item_of("Harbour dredging", issue=issue), user) == []


def test_items_of_committees_that_are_not_the_clerks_are_not_suggested_nor_joined(user, clerk):
    board = making.make_committee(name="Secret Board", slug="secret-board")
    board.clerks.add(making.make_user(name="other", group="Clerk"))
    hidden = item_of("Harbour dredging", committee=board, day="2024-01-11")
    item = item_of("Harbour dredging")
    assert suggested(item, user) == []
    answer = clerk.post(change(item), filled(clerk, change(item)) | {"_join": f"item-{hidden.pk}"}, follow=True)
    assert "Joined to nothing" in answer.text
    assert not Item.objects.exclude(issue=None).exists()


def test_one_press_joins_and_saves_what_was_typed(clerk):
    issue = Issue.objects.create(title="Harbour dredging")
    item = item_of("Harbour dredging: licence")
    page = clerk.get(change(item)).text
    assert f'value="issue-{issue.pk}">Join' in page
    # Enter in a box presses the first button of the form.
    assert page.index('name="_continue"') < page.index('name="_join"')
    sent = filled(clerk, change(item), purpose="Report of the Harbour Master") | {"_join": f"issue-{issue.pk}"}
    answer = clerk.post(change(item), sent)
    assert answer["Location"].endswith(change(item))
    item.refresh_from_db()
    assert (item.issue, item.purpose) == (issue, "Report of the Harbour Master")
    assert "Joined to the issue “Harbour dredging”." in clerk.get(change(item)).text


def test_two_items_become_an_issue_named_after_the_first_and_public_with_it(clerk):
    earlier = making.make_minuted_meeting(starts_at=making.moment("2024-03-14"))
    verbs.publish(earlier, by=making.make_user())
    first = earlier.items.get()
    item = item_of("Harbour dredging: licence")
    clerk.post(change(item), filled(clerk, change(item)) | {"_join": f"item-{first.pk}"})
    assert {one.issue.title for one in Item.objects.all()} == {"Harbour dredging"}
    assert PublishedItem.objects.get().issue.title == "Harbour dredging"


def test_issue_of_a_public_item_and_a_draft_is_named_as_the_public_one(clerk, client):
    public = making.make_minuted_meeting()
    public.items.update(title="Dredging of the outer harbour")
    verbs.publish(public, by=making.make_user())
    draft = item_of("Dredging of the outer harbour: dismissal of Bloggs", day="2024-09-12")
    item = public.items.get()
    clerk.post(change(item), filled(clerk, change(item)) | {"_join": f"item-{draft.pk}"})
    assert PublishedItem.objects.get().issue.title == "Dredging of the outer harbour"
    assert "Bloggs" not in client.get("/issues/").text


@pytest.mark.parametrize("verb", [verbs.publish, verbs.publish_agenda])
def test_issue_is_not_named_by_a_title_that_waits_to_be_published(clerk, verb):
    public = making.make_minuted_meeting()
    verb(public, by=making.make_user())
    public.items.update(title="Harbour dredging: fraud of Bloggs")
    item = item_of("Harbour dredging: licence", day="2024-09-12")
    clerk.post(change(item), filled(clerk, change(item)) | {"_join": f"item-{public.items.get().pk}"})
    assert Issue.objects.get().title == "Harbour dredging"


def test_issue_of_two_drafts_is_named_after_the_one_that_was_suggested(clerk):
    other = item_of("Harbour dredging", day="2024-03-14")
    item = item_of("Harbour dredging: licence")
    clerk.post(change(item), filled(clerk, change(item)) | {"_join": f"item-{other.pk}"})
    assert Issue.objects.get().title == "Harbour dredging"


@pytest.mark.parametrize("key", ["issue-0", "issue-", "item-x", "item-99999999999999999999", "nonsense"])
def test_what_is_not_there_is_joined_to_nothing(clerk, key):
    item = item_of("Harbour dredging")
    answer = clerk.post(change(item), filled(clerk, change(item)) | {"_join": key}, follow=True)
    assert "Joined to nothing" in answer.text
    assert Issue.objects.count() == 0


def test_reviewer_is_offered_no_button():
    Issue.objects.create(title="Harbour dredging")
    client = Client()
    client.force_login(making.make_user(name="chair", group="Reviewer"))
    assert 'name="_join"' not in client.get(change(item_of("Harbour dredging"))).text


def test_four_queries_find_them_however_many_there_are(user):
    item = item_of("Harbour dredging")
    user = type(user).objects.get(pk=user.pk)
    user.has_perm("meetings.publish_meeting")
    counts = []
    for months in [(1, 4), (4, 9)]:
        for n in range(*months):
            item_of(f"Harbour dredging {n}", day=f"2023-0{n}-10", issue=Issue.objects.create(title=f"Harbour {n}"))
        with CaptureQueriesContext(connection) as asked:
            suggestions_for(item, user)
        counts.append(len(asked))
    assert counts == [4, 4]
