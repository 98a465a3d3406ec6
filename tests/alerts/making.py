"""Makes followings, and reads the mails that come of them."""

import datetime
import re
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from django.core import mail
from django.utils import timezone

from meetings.alerts.models import Following
from meetings.alerts.news import head_of_record, items_of_issue
from meetings.alerts.sending import send_alerts
from meetings.alerts.things import thing_called
from tests.public.making import PANEL

READER = "reader@example.org"
# The sixteenth is a Tuesday, the twenty-second a Monday.
TUESDAY = datetime.datetime(2021, 6, 15, 12, tzinfo=datetime.UTC)
LINK = re.compile(r"https?://\S+?/alerts/\w+/\?key=[0-9a-f]+")


def make_following(
    *, thing=f"committee:{PANEL}", address=READER, at=TUESDAY, is_confirmed=True, **fields
) -> Following:
    """Something followed since a moment, from what the record holds now on."""
    values = {"asked_at": at, "has_letter_due": not is_confirmed}
    if is_confirmed:
        known = items_of_issue(found) if (found := thing_called(thing)) else []
        values |= {"confirmed_at": at, "looked_at": at, "told_to": head_of_record(), "known": known}
    yours = Following.objects.filter(address__iexact=address).values_list("yours_key", flat=True).first()
    values |= {"yours_key": yours} if yours else {}
    return Following.objects.create(address=address, thing=thing, **values | fields)


def morning(day: str) -> datetime.datetime:
    """A quarter past seven on the day."""
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day}T07:15"))


def sent(now: datetime.datetime | None = None) -> list[mail.EmailMessage]:
    """What one run sends."""
    before = len(mail.outbox)
    send_alerts(now=now)
    return mail.outbox[before:]


def as_sent(message: mail.EmailMessage) -> EmailMessage:
    return message.message(policy=SMTP)


def link_in(message: mail.EmailMessage, name: str) -> str:
    """The path of the link in the mail that leads to the page of that name."""
    (link,) = {link for link in LINK.findall(message.body) if f"/alerts/{name}/" in link}
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"
