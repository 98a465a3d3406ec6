"""When mails go out, and what happens when the server does not take one."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from meetings.alerts import sending
from meetings.alerts.models import Following
from meetings.alerts.sending import Answer, Silent, last_morning, send_alerts
from meetings.record.models import PublishedPerson
from meetings.record.search import TooBroad
from tests.alerts.mail_server import MailServer
from tests.alerts.making import READER, TUESDAY, make_following, morning, sent
from tests.public.making import PANEL, make_committee, make_item, make_meeting, make_person, make_resolution

pytestmark = pytest.mark.django_db
DUE = morning("2021-07-01")


@pytest.fixture
def server(settings):
    """A real mail server, reached as Django reaches one."""
    server = MailServer()
    options = {"host": "127.0.0.1", "port": server.port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    yield server
    server.close()


@pytest.fixture
def news():
    """Something that everybody who follows the committee from its beginning has not been told of."""
    return make_meeting(items=[make_item(resolutions=[make_resolution()])])


def moments(*moments: str) -> list[datetime.datetime]:
    return [timezone.make_aware(datetime.datetime.fromisoformat(moment)) for moment in moments]


def test_daily_mails_go_out_in_the_morning_and_none_twice(news):
    make_following(told_to=0)
    before, after, again, later = moments(
        "2021-06-16T06:59", "2021-06-16T07:00", "2021-06-16T07:05", "2021-06-17T09:00"
    )
    assert [len(sent(now)) for now in (before, after, again, later)] == [0, 1, 0, 0]


def test_weekly_mails_go_out_on_mondays_or_when_the_machine_runs_again(news):
    make_following(told_to=0, is_weekly=True)
    days = moments("2021-06-20T23:00", "2021-06-21T06:00", "2021-06-22T12:00", "2021-06-27T12:00", "2021-06-28T08:00")
    numbers = []
    for now in days:
        numbers.append(len(sent(now)))
        make_meeting(day=f"{now:%Y-%m-%d}")
    assert numbers == [0, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ("2021-06-16T07:00", "2021-06-16T07:00", "2021-06-14T07:00"),
        ("2021-06-14T06:59", "2021-06-13T07:00", "2021-06-07T07:00"),
        # The clocks go forward on this Sunday, and back on that one.
        ("2021-03-28T08:00", "2021-03-28T07:00", "2021-03-22T07:00"),
        ("2021-10-31T06:30", "2021-10-30T07:00", "2021-10-25T07:00"),
    ],
)
def test_mornings_are_those_of_the_council_in_summer_and_winter(now, daily, weekly):
    now, daily, weekly = moments(now, daily, weekly)
    assert last_morning(now, is_weekly=False) == daily
    assert last_morning(now, is_weekly=True) == weekly


def test_nothing_falls_between_two_runs_or_is_told_twice(news):
    make_following(told_to=0)
    told = []
    for number in range(1, 8):
        made = make_meeting(day=f"2021-07-{number:02}", items=[make_item(title=f"Business {number}")])
        told += sent(moments(f"2021-07-{number:02}T07:01")[0])
        # Whatever the clock says: it was published after the look.
        made.__class__.objects.filter(pk=made.pk).update(published_at=TUESDAY)
        make_meeting(day=f"2021-07-{number:02}", time="19:00", address=f"2021/07/{number:02}/{PANEL}-2")
    words = "".join(one.body for one in told + sent(morning("2021-07-09")))
    assert [words.count(f"Business {number}\n") for number in range(1, 8)] == [1] * 7
    assert [words.count(f"/2021/07/{number:02}/{PANEL}-2/item/") for number in range(1, 8)] == [1] * 7


def test_who_did_not_confirm_within_seven_days_is_forgotten():
    week = datetime.timedelta(days=7)
    make_committee()
    make_following(is_confirmed=False, address="late@example.org", at=TUESDAY - week - datetime.timedelta(seconds=1))
    make_following(is_confirmed=False, address="waiting@example.org", at=TUESDAY - week)
    make_following(address="known@example.org", at=TUESDAY - 10 * week)
    send_alerts(now=TUESDAY)
    assert set(Following.objects.values_list("address", flat=True)) == {"waiting@example.org", "known@example.org"}


def test_who_did_not_confirm_is_sent_no_news(news):
    make_following(is_confirmed=False, has_letter_due=False, told_to=0, looked_at=TUESDAY)
    assert sent(TUESDAY + datetime.timedelta(days=1)) == []


def test_what_was_put_off_is_sent_by_the_next_run_and_once(server, news):
    make_following(told_to=0)
    server.refusals[READER] = b"451 greylisted"
    assert send_alerts(now=DUE) == {Answer.LATER: 1}
    assert Following.objects.get().told_to == 0
    del server.refusals[READER]
    assert send_alerts(now=DUE) == {Answer.SENT: 1}
    assert send_alerts(now=DUE) == {}
    assert [address for address, _ in server.taken] == [READER]


def test_a_letter_that_was_put_off_is_sent_by_the_next_run(server):
    make_committee()
    make_following(is_confirmed=False, at=DUE)
    server.refusals[READER] = b"451 greylisted"
    assert send_alerts(now=DUE) == {Answer.LATER: 1}
    del server.refusals[READER]
    assert send_alerts(now=DUE) == {Answer.SENT: 1}
    assert send_alerts(now=DUE) == {}


def test_whoevers_server_refuses_three_times_is_forgotten(server, news):
    make_following(address="moved@example.org", told_to=0)
    make_following(address=READER, told_to=0)
    server.refusals["moved@example.org"] = b"550 5.1.1 nobody here"
    for day in range(1, 4):
        assert Following.objects.count() == 2
        make_meeting(day=f"2021-07-{day:02}")
        assert send_alerts(now=morning(f"2021-07-{day:02}")) == {Answer.SENT: 1, Answer.REFUSED: 1}
    assert Following.objects.get().address == READER
    assert server.tried.count("moved@example.org") == 3


def test_a_mail_that_is_taken_forgives_the_refusals_before(server, news):
    make_following(told_to=0, refusals=2)
    send_alerts(now=DUE)
    assert Following.objects.get().refusals == 0


def test_a_server_that_refuses_everybody_costs_nobody_what_they_follow(server, news):
    for number in range(3):
        make_following(address=f"{number}@example.org", told_to=0, refusals=2)
        server.refusals[f"{number}@example.org"] = b"550 relaying denied"
    assert send_alerts(now=DUE) == {Answer.REFUSED: 3}
    assert Following.objects.filter(refusals=2).count() == 3


def test_a_server_that_refuses_us_is_tried_again(server, news):
    make_following(told_to=0)
    server.refused_senders = b"530 log in first"
    assert send_alerts(now=DUE) == {Answer.LATER: 1}
    server.refused_senders = b""
    assert send_alerts(now=DUE) == {Answer.SENT: 1}


def test_a_mail_of_which_nobody_knows_whether_it_went_is_not_sent_again(server, news):
    make_following(told_to=0)
    server.refusals[READER] = b"gone"
    assert send_alerts(now=DUE) == {Answer.UNKNOWN: 1}
    del server.refusals[READER]
    assert send_alerts(now=DUE) == {}
    make_meeting(day="2021-07-02")
    assert send_alerts(now=morning("2021-07-02")) == {Answer.SENT: 1}


def test_a_server_that_is_silent_costs_nobody_a_mail(server, news):
    make_following(told_to=0)
    server.close()
    with pytest.raises(Silent):
        send_alerts(now=DUE)
    assert Following.objects.get(told_to=0, sending_at=None).looked_at == TUESDAY


def test_after_a_fault_the_others_get_theirs(server, news):
    for name in ["a", "b", "c", "d"]:
        make_following(address=f"{name}@example.org", told_to=0)
    server.refusals |= {"a@example.org": b"451 later", "b@example.org": b"gone", "c@example.org": b"550 no"}
    assert send_alerts(now=DUE) == {Answer.LATER: 1, Answer.UNKNOWN: 1, Answer.REFUSED: 1, Answer.SENT: 1}


def test_what_a_killed_run_may_have_sent_is_told_of_once_and_never_sent(news, caplog):
    make_following(told_to=1, looked_at=DUE, sending_at=DUE)
    for hours, lost in [(0.9, 0), (1.1, 1), (1.2, 0)]:
        answers = send_alerts(now=DUE + datetime.timedelta(hours=hours))
        assert answers[Answer.UNKNOWN] == lost
    assert "1 mails of a run that was ended were perhaps not sent" in caplog.text


def test_what_is_stopped_while_the_mail_is_made_is_not_sent(news, monkeypatch):
    make_following(told_to=0)
    monkeypatch.setattr(sending, "news_of", stopping(sending.news_of))
    assert sent(DUE) == []


def stopping(news_of):
    def stopped(*args, **kwargs):
        Following.objects.all().delete()
        return news_of(*args, **kwargs)

    return stopped


def test_what_is_published_while_the_mail_is_made_is_in_it_once(news, monkeypatch):
    make_following(told_to=0)
    calls, news_of = [], sending.news_of

    def publishing(*args, **kwargs):
        found = news_of(*args, **kwargs)
        if not calls:
            make_meeting(items=[make_item(resolutions=[make_resolution(text="That it be kept.")])], kind="correction")
        calls.append(1)
        return found

    monkeypatch.setattr(sending, "news_of", publishing)
    (mail,) = sent(DUE)
    assert len(calls) == 2
    assert "That it be kept." in mail.body
    assert sent(morning("2021-07-02")) == []


def waiting_for_the_server(monkeypatch, happens) -> None:
    """Let something happen while the line to the server is opened for the first time."""
    opened, calls = sending.Line.open, []

    def slow(line):
        opened(line)
        if not calls:
            calls.append(1)
            happens()

    monkeypatch.setattr(sending.Line, "open", slow)


def test_what_is_taken_back_while_the_line_is_opened_is_not_sent(news, monkeypatch):
    make_following(told_to=0)
    withdrawn = {"withdrawn": {"on": "2021-06-30", "reason": "A name"}}
    waiting_for_the_server(monkeypatch, lambda: make_meeting(kind="withdrawal", items=[], **withdrawn))
    assert sent(DUE) == []
    assert Following.objects.get(sending_at=None).told_to == 2


def test_what_is_corrected_while_the_line_is_opened_is_sent_as_it_is_now(news, monkeypatch):
    make_following(told_to=0)
    item = make_item(resolutions=[make_resolution(text="That it be kept.")])
    waiting_for_the_server(monkeypatch, lambda: make_meeting(items=[item], kind="correction"))
    (mail,) = sent(DUE)
    assert "That it be kept." in mail.body
    assert sent(morning("2021-07-02")) == []


def test_a_letter_does_not_name_what_is_public_no_more_once_the_line_is_open(monkeypatch):
    make_following(thing=f"person:{make_person().pk}", is_confirmed=False, at=DUE)
    waiting_for_the_server(monkeypatch, lambda: PublishedPerson.objects.all().delete())
    assert sent(DUE) == []


@pytest.mark.parametrize("fault", [TooBroad, DatabaseError])
def test_what_cannot_be_told_just_now_is_told_later_and_keeps_nothing_else(news, monkeypatch, fault):
    make_following(thing="search:q=visit", told_to=0)
    make_following(told_to=0)
    news_of = sending.news_of

    def gives_up(thing, **kwargs):
        if thing.kind == "search":
            raise fault
        return news_of(thing, **kwargs)

    monkeypatch.setattr(sending, "news_of", gives_up)
    assert len(sent(DUE)) == 1
    monkeypatch.undo()
    (late,) = sent(DUE)
    assert late.subject == "“visit”: 1 decision, 17 June 2021"


def test_the_command_says_what_became_of_the_mails(news, capsys):
    make_following(told_to=0, looked_at=timezone.now() - datetime.timedelta(days=2))
    call_command("send_alerts")
    assert capsys.readouterr().out == "One mail sent.\n"
    call_command("send_alerts")
    assert capsys.readouterr().out == ""


def test_the_command_needs_to_know_from_whom_mails_come(settings):
    settings.MAILS_FROM = ""
    with pytest.raises(CommandError, match="Set MAILS_FROM"):
        call_command("send_alerts")


def test_a_run_with_nothing_new_asks_little(django_assert_max_num_queries):
    make_meeting()
    for number in range(20):
        make_following(address=f"{number}@example.org")
    with django_assert_max_num_queries(5 + 20 * 6):
        assert sent(DUE) == []
