"""Nobody is written to who did not ask, no link does more than it says, and addresses stay where they are."""

import datetime
import logging
import random

import pytest
from django.core import mail
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from meetings.alerts import door
from meetings.alerts.models import Following
from tests.alerts.making import READER, as_sent, make_following, morning, sent
from tests.public.making import PANEL, make_committee, make_meeting, make_person

pytestmark = pytest.mark.django_db
FOLLOW = f"/alerts/?follow=committee:{PANEL}"
VICTIM = "victim@example.net"
PARTS = [
    *(
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        "\x85",
        "\x0b",
        "\x00",
        "%0d%0a",
        "=0D=0A",
        "\\r\\n",
        "\t",
        " ",
        ",",
        ";",
        ", ",
        ":",
    ),
    *(
        "Bcc: ",
        "To: ",
        "Cc:",
        "Subject: x",
        "Content-Type: text/html",
        "<",
        ">",
        "<>",
        "(",
        ")",
        "[",
        "]",
        '"',
        "'",
        "\\",
    ),
    *(
        "@",
        "@@",
        ".",
        "..",
        "=?utf-8?q?",
        "=?utf-8?b?",
        "?=",
        "\u0430",
        "\uff20",
        "\u202e",
        "é",
        "xn--",
        "[127.0.0.1]",
        "|",
    ),
    *(
        VICTIM,
        f"<{VICTIM}>",
        f'"{VICTIM}"',
        f"({VICTIM})",
        f",{VICTIM}",
        f"\r\nBcc: {VICTIM}",
        f" {VICTIM}",
        f"%{VICTIM}",
    ),
]


def payloads(count: int) -> list[str]:
    chance = random.Random(36)
    made = [
        f"a@example.org, {VICTIM}",
        f"a@example.org;{VICTIM}",
        f"a@example.org\r\nBcc: {VICTIM}",
        f"{VICTIM} a@b.c",
    ]
    while len(made) < count:
        pieces = chance.choices(PARTS, k=chance.randint(1, 4))
        pieces.insert(chance.randint(0, len(pieces)), READER)
        made.append("".join(pieces))
    return made


def ask(address: str, client: Client | None = None):
    return (client or Client()).post(FOLLOW, {"address": address, "often": "daily"})


def is_taken(answer) -> bool:
    return answer.status_code == 200 and "<h1>Look at your e-mail</h1>" in answer.content.decode()


def test_five_hundred_hostile_addresses_reach_one_recipient_or_nobody(settings):
    make_committee()
    for payload in payloads(500):
        before = len(mail.outbox)
        answer = ask(payload)
        assert answer.status_code == 200, payload
        mails = sent()
        assert len(mails) == (1 if is_taken(answer) else 0), payload
        for letter in mails:
            assert_for_one(letter)
        assert len(mail.outbox) - before <= 1
        Following.objects.all().delete()
    assert len(mail.outbox) > 20


def assert_for_one(letter: mail.EmailMessage) -> None:
    (recipient,) = letter.recipients()
    whole = as_sent(letter)
    assert [one.addr_spec for one in whole["To"].addresses] == [recipient]
    assert (whole["Cc"], whole["Bcc"]) == (None, None)
    assert whole["Subject"] == "Confirm: Children and Families Scrutiny Panel, by e-mail"
    assert recipient.count("@") == 1
    assert recipient.isascii()


@pytest.mark.parametrize(
    "address", ["a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", '"a"@b.org', "a b@c.org", "a@b,c"]
)
def test_the_database_itself_takes_one_address_only(address):
    with pytest.raises(DatabaseError, match="following_of_one_address"):
        door.ask(address, "archive", is_weekly=False)


def test_a_domain_in_other_letters_is_written_as_mail_servers_do():
    make_committee()
    ask("reader@bücher.example")
    (letter,) = sent()
    assert letter.to == ["reader@xn--bcher-kva.example"]


def test_one_address_gets_five_letters_a_day_and_one_about_a_thing():
    for number in range(8):
        make_committee(name=f"Panel {number}", slug=f"panel-{number}")
    answers = [
        Client().post(f"/alerts/?follow=committee:panel-{number % 8}", {"address": VICTIM, "often": "daily"})
        for number in range(24)
    ]
    assert all(is_taken(answer) for answer in answers)
    assert len(sent()) == 5
    Following.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=25))
    for _ in range(3):
        ask_for("panel-0")
    assert len(sent()) == 1


def test_one_mailbox_gets_five_letters_a_day_whatever_its_address_says_after_a_plus():
    make_committee()
    addresses = [VICTIM, "VICTIM+1@example.net", "victim++a+b@Example.net"]
    addresses += [f"victim+{number}@example.net" for number in range(2, 6)]
    answers = [ask(address) for address in addresses]
    assert all(is_taken(answer) for answer in answers)
    assert len(sent()) == 5
    others = ["victim2+1@example.net", "victim+1@example.org"]
    assert all(is_taken(ask(address)) for address in others)
    assert [letter.to for letter in sent()] == [[other] for other in others]


def ask_for(committee: str) -> None:
    Client().post(f"/alerts/?follow=committee:{committee}", {"address": VICTIM, "often": "daily"})


def test_so_many_sign_ups_in_an_hour_are_enough_for_everybody():
    make_committee()
    Following.objects.bulk_create(
        Following(address=f"{number}@example.org", thing="archive", asked_at=timezone.now()) for number in range(300)
    )
    answer = ask(READER)
    assert answer.status_code == 503
    assert "try again in an hour" in answer.content.decode()
    assert READER in answer.content.decode()
    assert not Following.objects.filter(address=READER).exists()
    Following.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=61))
    assert is_taken(ask(READER))


def test_a_key_is_good_for_one_purpose():
    make_committee()
    waiting = make_following(is_confirmed=False, at=timezone.now())
    other = make_following(address="other@example.org")
    for key in [waiting.stop_key, waiting.yours_key, other.stop_key, other.yours_key]:
        assert "This link no longer works" in post(f"/alerts/confirm/?key={key.hex}")
    assert Following.objects.get(pk=waiting.pk).confirmed_at is None
    for key in [waiting.confirm_key, other.confirm_key, other.stop_key]:
        Client().post(f"/alerts/yours/?key={key.hex}", {"weekly": other.stop_key.hex})
        assert "Nothing." in Client().get(f"/alerts/yours/?key={key.hex}").content.decode()
    for key in [waiting.confirm_key, other.confirm_key]:
        post(f"/alerts/stop/?key={key.hex}")
    assert not Following.objects.filter(is_weekly=True).exists()
    assert Following.objects.count() == 2


def post(address: str) -> str:
    return Client().post(address).content.decode()


def test_one_address_changes_nothing_of_another():
    make_person()
    mine = make_following()
    theirs = make_following(address="other@example.org")
    answer = Client().post(
        f"/alerts/yours/?key={mine.yours_key.hex}", {"weekly": theirs.stop_key.hex, "stop_all": "yes"}
    )
    assert answer.status_code == 302
    assert Following.objects.get() == theirs
    assert not Following.objects.get().is_weekly


def test_a_link_that_was_changed_or_is_none_does_nothing():
    make_committee()
    waiting = make_following(is_confirmed=False, at=timezone.now())
    following = make_following(address="other@example.org")
    chance = random.Random(1)
    for key in [waiting.confirm_key, following.stop_key, following.yours_key]:
        changed = list(key.hex)
        place = chance.randrange(32)
        changed[place] = "0" if changed[place] != "0" else "1"
        for text in ["".join(changed), key.hex[:-1], key.hex + "0", "", "0" * 32, "\x00", "é", "x" * 5000]:
            for page in ["confirm", "stop", "yours"]:
                answer = Client().post(f"/alerts/{page}/", {"stop_all": "yes"}, query_params={"key": text})
                assert answer.status_code in {200, 302}
    assert Following.objects.filter(confirmed_at=None).count() == 1
    assert Following.objects.count() == 2


def test_a_link_to_confirm_works_for_seven_days_and_twice():
    make_committee()
    now, week = timezone.now(), datetime.timedelta(days=7)
    waiting = make_following(is_confirmed=False, at=now - week - datetime.timedelta(minutes=1))
    link = f"/alerts/confirm/?key={waiting.confirm_key.hex}"
    assert "This link no longer works" in post(link)
    assert Following.objects.get().confirmed_at is None
    Following.objects.update(asked_at=now - week + datetime.timedelta(minutes=1))
    assert "<h1>Confirmed</h1>" in post(link)
    before = Following.objects.get().confirmed_at
    assert "<h1>Confirmed</h1>" in post(link)
    assert Following.objects.get().confirmed_at == before


def test_what_another_site_sends_in_a_readers_name_does_no_harm():
    make_committee()
    client = Client(
        enforce_csrf_checks=True, headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert is_taken(ask(READER, client))
    assert Following.objects.get().confirmed_at is None


def test_no_address_and_no_key_is_in_any_log_line(caplog, capfd, client):
    caplog.set_level(logging.DEBUG)
    make_meeting()
    make_following(told_to=0)
    ask(READER)
    ask("nobody")
    following = Following.objects.get(address=READER)
    client.raise_request_exception = False
    for page, key in {
        "confirm": following.confirm_key,
        "yours": following.yours_key,
        "stop": following.stop_key,
    }.items():
        client.get(f"/alerts/{page}/?key={key.hex}")
        client.put(f"/alerts/{page}/?key={key.hex}")
        client.post(f"/alerts/{page}/?key={key.hex}00")
        client.get(f"/alerts/{page}/?key={key.hex}&x=%00", headers={"Host": "evil.example"})
    sent(morning("2021-06-26"))
    # The statements themselves, which only a developer's own settings would log.
    told = [record for record in caplog.records if record.name != "django.db.backends"]
    words = "".join(record.getMessage() for record in told) + "".join(capfd.readouterr())
    assert "Method Not Allowed" in words
    for secret in [READER, "nobody", following.confirm_key.hex, following.yours_key.hex, following.stop_key.hex]:
        assert secret not in words


def test_a_database_that_fails_tells_nobody_the_address(monkeypatch, capfd):
    make_committee()

    def fails(*args, **kwargs):
        raise DatabaseError(f"DETAIL: row contains {READER}")

    monkeypatch.setattr(door, "ask", fails)
    assert ask(READER).status_code == 503
    assert READER not in "".join(capfd.readouterr())
