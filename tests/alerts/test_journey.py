"""From asking on a page to the last mail: without an account, a cookie or a word about who is known."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client

from meetings.alerts.models import Following
from tests.alerts.making import READER, TUESDAY, as_sent, link_in, make_following, morning, sent
from tests.public.making import (
    PANEL,
    make_committee,
    make_issue,
    make_item,
    make_meeting,
    make_person,
    make_resolution,
)

pytestmark = pytest.mark.django_db
FOLLOW = f"/alerts/?follow=committee:{PANEL}"
TYPED = {"address": READER, "often": "daily"}


def client() -> Client:
    """A browser of somebody else's, for each step: nothing is kept between two."""
    return Client(enforce_csrf_checks=True)


def asked(address: str = READER, follow: str = FOLLOW, **typed):
    return client().post(follow, TYPED | {"address": address} | typed)


def test_the_whole_journey():
    make_committee()
    page = client().get(FOLLOW).content.decode()
    assert "what the Children and Families Scrutiny Panel decides" in page
    answer = asked()
    page = answer.content.decode()
    # Where the mail goes, what it is about, and the way back.
    assert f"will be at <strong>{READER}</strong>, with a link to confirm." in page
    assert "By e-mail, daily: <strong>what the Children and Families Scrutiny Panel decides</strong>." in page
    assert f'<li><a href="/committees/{PANEL}/">Children and Families Scrutiny Panel</a></li>' in page
    assert f'Is the address wrong? <a href="{FOLLOW}">Ask again</a>' in page
    assert "no-store" in answer["Cache-Control"]

    (letter,) = sent()
    assert letter.to == [READER]
    assert letter.subject == "Confirm: Children and Families Scrutiny Panel, by e-mail"
    confirm = link_in(letter, "confirm")
    assert sent() == []

    # A scanner of mails opens every link; only the button confirms.
    assert '<button type="submit">Confirm</button>' in client().get(confirm).content.decode()
    assert Following.objects.get().confirmed_at is None
    assert "<h1>Confirmed</h1>" in client().post(confirm).content.decode()
    assert Following.objects.get().confirmed_at is not None
    since(TUESDAY)

    make_meeting(items=[make_item(resolutions=[make_resolution(), make_resolution()])])
    (news,) = sent(morning("2021-06-26"))
    assert news.subject == "Children and Families Scrutiny Panel: 1 decision, 17 June 2021"
    for words in [
        "Ofsted focused visit\nChildren and Families Scrutiny Panel, Thursday 17 June 2021",
        "Agreed: That the report be noted. (one more decision)",
        f"/meetings/2021/06/17/{PANEL}/item/8/",
        "You asked on 15 June 2021 for what the Children and Families Scrutiny Panel decides, daily.",
    ]:
        assert words in news.body
    assert sent(morning("2021-06-27")) == []

    yours = link_in(news, "yours")
    page = client().get(yours).content.decode()
    assert "What the Children and Families Scrutiny Panel decides" in page
    assert READER not in page
    key = re.search(r'name="weekly" value="(\w+)"', page)[1]
    assert client().post(yours, {"weekly": key}).status_code == 302
    assert Following.objects.get().is_weekly

    stop = link_in(news, "stop")
    assert '<button type="submit">Stop</button>' in client().get(stop).content.decode()
    assert Following.objects.exists()
    assert "<h1>Stopped</h1>" in client().post(stop).content.decode()
    assert not Following.objects.exists()
    assert "Nothing." in client().get(yours).content.decode()


def since(moment: datetime.datetime) -> None:
    Following.objects.update(asked_at=moment, confirmed_at=moment, looked_at=moment)


def test_no_answer_leaves_a_cookie_or_says_whether_an_address_is_known():
    make_committee()
    make_following(address="known@example.org")
    answers = [
        asked("known@example.org"),
        asked("other@example.org"),
        asked("known@example.org"),
        asked("KNOWN@example.org"),
    ]
    # Each repeats what was typed, and nothing else differs.
    told = [re.sub("(?i)(known|other)@", "…@", answer.content.decode()) for answer in answers]
    assert (
        len({(answer.status_code, page, str(answer.headers)) for answer, page in zip(answers, told, strict=True)}) == 1
    )
    assert not any(answer.cookies for answer in answers)


def test_who_follows_it_already_is_told_so_by_mail_alone_and_nothing_changes():
    make_committee()
    make_following()
    asked(often="weekly")
    (letter,) = sent()
    assert letter.subject == "You follow this already: Children and Families Scrutiny Panel"
    assert not Following.objects.get().is_weekly
    assert "Weekly" in client().get(link_in(letter, "yours")).content.decode()


def test_one_click_of_a_mail_program_stops_without_cookie_token_or_page():
    make_meeting()
    make_following(told_to=0)
    (news,) = sent(morning("2021-06-26"))
    headers = as_sent(news)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https?://[^/]+(/\S+)>", headers["List-Unsubscribe"])[1]
    answer = client().post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert not Following.objects.exists()
    assert client().post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200


@pytest.mark.parametrize("site", ["https://m.example", f"https://minutes.{'very-' * 20}long.example/minutes"])
def test_the_header_of_one_click_is_one_line_and_as_it_is(settings, site):
    settings.SITE_ADDRESS = site
    make_meeting()
    following = make_following(told_to=0)
    (news,) = sent(morning("2021-06-26"))
    line = f"List-Unsubscribe: <{site}/alerts/stop/?key={following.stop_key.hex}>\r\n"
    assert line.encode() in as_sent(news).as_bytes()


def test_all_are_stopped_with_one_button():
    make_meeting()
    make_person()
    make_following(told_to=0)
    make_following(thing="person:amina-okafor")
    make_following(address="other@example.org")
    yours = link_in(sent(morning("2021-06-26"))[0], "yours")
    assert client().get(yours).content.decode().count('name="stop"') == 2
    client().post(yours, {"stop_all": "yes"})
    assert list(Following.objects.values_list("address", flat=True)) == ["other@example.org"]


@pytest.mark.parametrize(
    ("thing", "words", "title"),
    [
        ("archive", "all that is decided", "All decisions"),
        ("issue:ofsted", "what is decided on “Ofsted”", "Ofsted"),
        ("person:amina-okafor", "what the minutes record of Councillor Amina Okafor", "Councillor Amina Okafor"),
        ("search:q%3Dvisit%26order%3Dnewest", "what answers the search “visit”", "“visit”"),
        (
            f"search:year%3D2021-22%26open%3Don%26q%3Dvisit%26committee%3D{PANEL}",
            "what answers the search “visit” (Children and Families Scrutiny Panel, 2021/22 and with open actions)",
            "“visit” (Children and Families Scrutiny Panel, 2021/22 and with open actions)",
        ),
        (
            "search:until%3D17.6.21%26q%3Dvisit%26since%3D1%2BMay%2B2021",
            "what answers the search “visit” (held on or after 1 May 2021 and held on or before 17 June 2021)",
            "“visit”",
        ),
    ],
)
def test_each_kind_of_thing_can_be_followed(thing, words, title):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_person()
    address = f"/alerts/?follow={thing}"
    assert f"<h1>By e-mail: {words}</h1>" in client().get(address).content.decode()
    asked(follow=address)
    (letter,) = sent()
    if thing.startswith("search:"):
        # Somebody else may have asked, in the council's name and with words of their own.
        title = words = "a search of the minutes"
        assert "visit" not in str(as_sent(letter))
    assert letter.subject == f"Confirm: {title}, by e-mail"
    assert f"{words}, daily" in letter.body


def test_a_search_followed_in_any_order_of_its_parts_is_one_thing():
    make_meeting()
    for query in [
        "q%3Dvisit%26year%3D2021-22%26since%3D2021-06-01",
        "order%3Dnewest%26since%3D1%2F6%2F2021%26year%3D2021-22%26q%3Dvisit%26page%3D3",
    ]:
        asked(follow=f"/alerts/?follow=search:{query}")
    assert Following.objects.get().thing == "search:q=visit&year=2021-22&since=2021-06-01"


@pytest.mark.parametrize(
    "thing",
    [
        "committee:nobody",
        "committee:%00",
        "committee",
        "person:",
        "person:amina-okafor%0d%0a",
        "issue:nothing",
        "search",
        "search:q%3D",
        "search:q%3Dx%26committee%3Dnobody",
        "search:q%3D%00",
        "archive:",
        "x:y",
        "%00",
    ],
)
def test_what_is_not_public_cannot_be_followed(thing):
    make_meeting()
    for answer in [client().get(f"/alerts/?follow={thing}"), asked(follow=f"/alerts/?follow={thing}")]:
        assert answer.status_code == 404
    assert not Following.objects.exists()


def test_pages_lead_to_their_alerts(client):
    make_meeting()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    make_person()
    pages = {
        f"/committees/{PANEL}/": f"/alerts/?follow=committee:{PANEL}",
        "/issues/ofsted/": "/alerts/?follow=issue:ofsted",
        "/people/amina-okafor/": "/alerts/?follow=person:amina-okafor",
        "/search/?q=visit&order=newest": "/alerts/?follow=search:q%3Dvisit",
    }
    for page, link in pages.items():
        assert f'href="{link}"' in client.get(page).content.decode()
        assert client.get(link).status_code == 200


def test_whoever_is_told_of_agendas_too_reads_so_before_asking(client):
    make_meeting()
    make_person()
    make_issue(items=[(f"2021/06/17/{PANEL}", "8")])
    assert ">New decisions and agendas by e-mail</a>" in client.get(f"/committees/{PANEL}/").content.decode()
    assert ">New decisions and agenda items by e-mail</a>" in client.get("/issues/ofsted/").content.decode()
    agendas = "It tells of new agendas and cancelled meetings too."
    told = {
        key: agendas in client.get(f"/alerts/?follow={key}").content.decode()
        for key in ["archive", "person:amina-okafor"]
    }
    assert told == {"archive": True, "person:amina-okafor": False}
    assert agendas in client.get(FOLLOW).content.decode()


def test_a_fault_keeps_what_was_typed():
    make_committee()
    page = asked("nobody", often="weekly").content.decode()
    assert "Enter one e-mail address, for example name@example.org." in page
    assert 'value="nobody"' in page
    assert '<option value="weekly" selected>' in page
    assert not Following.objects.exists()


def test_mails_say_their_language_and_are_plain_words_too():
    make_committee()
    asked()
    make_meeting()
    make_following(told_to=0, address="other@example.org")
    for message in sent(morning("2021-06-26")):
        plain, html = as_sent(message).iter_parts()
        assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
        assert '<html lang="en-GB">' in html.get_content()
        assert as_sent(message)["Auto-Submitted"] == "auto-generated"
        assert as_sent(message)["From"] == '"Southcliff City Council, minutes" <minute-book@localhost>'


def test_the_pages_of_a_key_are_not_kept_listed_or_told_of(client):
    key = make_following().yours_key.hex
    for page in ["confirm", "yours", "stop"]:
        answer = client.get(f"/alerts/{page}/?key={key}")
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.has_header("ETag")
    assert mail.outbox == []
