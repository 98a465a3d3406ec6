"""Writes the mails: the letter with the link that confirms, and the news of one thing, in plain words and as HTML."""

import datetime
from collections.abc import Sequence
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, default

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from meetings.alerts.models import Following
from meetings.alerts.news import News
from meetings.alerts.things import COMMITTEE, SEARCH, Thing
from meetings.record.looking_up import current_council
from meetings.record.words import long_date, short_date

# So many are written out; the page has the rest.
MOST_IN_A_MAIL = 20


class _Whole(UnstructuredHeader):
    """A header that is never folded: the address in it would be encoded, and mail programs would not find it."""

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Whole)


class Mail(EmailMultiAlternatives):
    """One mail to one address, in plain words with the same as HTML beside."""

    def message(self, *, policy: EmailPolicy = default) -> EmailMessage:
        return super().message(policy=policy.clone(header_factory=_HEADERS))


def letter_of(following: Following, thing: Thing) -> Mail:
    """The letter after somebody asked: how to confirm, or, to one who follows the thing already, how to change it."""
    if following.confirmed_at:
        subject, link = f"You follow this already: {thing.title}", link_to("alerts-yours", following.yours_key)
    else:
        called = thing.in_a_letter if thing.kind == SEARCH else thing.title
        subject, link = f"Confirm: {called}, by e-mail", link_to("alerts-confirm", following.confirm_key)
    context = {"is_known": following.confirmed_at is not None, "link": link, "often": often(following)}
    return _mail(following, "letter", subject, {"thing": thing, **context})


def mail_of(following: Following, thing: Thing, news: Sequence[News]) -> Mail:
    """The news of the thing, why it came, and how to stop it: by a link, and by the mail program's own button."""
    stop = link_to("alerts-stop", following.stop_key)
    context = {
        "thing": thing,
        "news": news[:MOST_IN_A_MAIL],
        "more": len(news) - MOST_IN_A_MAIL,
        "page": settings.SITE_ADDRESS + thing.page,
        "site": settings.SITE_ADDRESS,
        "asked_on": short_date(following.confirmed_at),
        "often": often(following),
        "yours": link_to("alerts-yours", following.yours_key),
        "stop": stop,
    }
    # RFC 8058: a POST to the address stops it, without a page. A server that signs mails must sign these two.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return _mail(following, "news", subject_of(thing, news), context, headers)


def subject_of(thing: Thing, news: Sequence[News]) -> str:
    """What there is, in one line: “Harbour Panel: 2 decisions, 17 June 2021”."""
    days: list[datetime.date] = sorted({one.meeting.held_on for one in news})
    when = short_date(days[0]) if len(days) == 1 else f"{short_date(days[0])} to {short_date(days[-1])}"
    if len(news) == 1 and not news[0].is_decision and news[0].title.startswith("Meeting of "):
        whose = "" if thing.kind == COMMITTEE else f"{news[0].meeting.title}, "
        return f"{thing.title}: {news[0].outcome.lower()}, {whose}{long_date(days[0])}"
    if all(one.correction for one in news):
        return f"{thing.title}: corrected, {when}"
    decisions = sum(one.is_decision for one in news)
    count, name = (decisions, "decision") if decisions == len(news) else (len(news), "item")
    return f"{thing.title}: {count} {name}{'' if count == 1 else 's'}, {when}"


def often(following: Following) -> str:
    return "weekly" if following.is_weekly else "daily"


def link_to(name: str, key) -> str:
    """The full address of a page with the key behind the question mark, where our own log does not show it."""
    return f"{settings.SITE_ADDRESS}{reverse(name)}?key={key.hex}"


def _mail(following: Following, name: str, subject: str, context: dict, headers: dict | None = None) -> Mail:
    council = current_council()
    called = council.name if council else "The council"
    context |= {"council": called}
    mail = Mail(
        subject=_one_line(subject),
        body=render_to_string(f"emails/{name}.txt", context),
        from_email=str(Address(_one_line(f"{called}, minutes"), addr_spec=settings.MAILS_FROM)),
        to=[following.address],
        # No machine should answer.
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    return mail


def _one_line(text: str) -> str:
    """The text as a header can hold it, whatever a title of the record holds."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
