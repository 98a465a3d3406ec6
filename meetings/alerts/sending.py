"""Sends what is due; run by cron as often as anybody likes, killed at any moment, twice at once.

No mail is sent twice. A mail is claimed before it is sent: one UPDATE, which finds the row as the mail was made from
it or not at all, says that its news is told. The line to the server is open by then, so that only a blow between the
claim and the server's answer loses a mail: whether it went cannot be known, and it is not sent again. Where the server
says that it did not take it, for now, the claim is taken back. Opening the line may take long: a mail is made again
where the record has moved meanwhile, so that what was withdrawn is not sent. Addresses are never logged.
"""

import contextlib
import datetime
import enum
import logging
import smtplib
from collections import Counter
from collections.abc import Iterable

from django.core.mail import mailers
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from meetings.alerts.composing import Mail, letter_of, mail_of
from meetings.alerts.models import Following
from meetings.alerts.news import head_of_record, items_of_issue, news_of
from meetings.alerts.things import thing_called

log = logging.getLogger(__name__)

# Mails of a day, and on Mondays those of a week, go out from this hour on.
MORNING = 7
KEPT_UNCONFIRMED = datetime.timedelta(days=7)
# A mail that the server has not answered for so long is of a run that was killed.
LONGEST_ANSWER = datetime.timedelta(hours=1)
MOST_REFUSALS = 3


class Silent(Exception):
    """The mail server does not answer: nothing was claimed, and the next run begins where this one ended."""


class Answer(enum.Enum):
    """What became of one mail."""

    SENT = "sent"
    LATER = "put off by the server"
    REFUSED = "refused"
    UNKNOWN = "perhaps not sent"


class Line:
    """The line to the mail server, opened when first needed and after every fault."""

    def __init__(self) -> None:
        self._mailer = None

    def open(self) -> None:
        """Make sure that somebody listens; raises Silent when nobody does."""
        if self._mailer is None:
            mailer = mailers.default
            try:
                mailer.open()
            except OSError as fault:
                raise Silent(f"The mail server does not answer ({type(fault).__name__}).") from fault
            self._mailer = mailer

    def send(self, mail: Mail) -> Answer:
        """Hand the mail over, and say what the server said."""
        try:
            self._mailer.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refusal:
            ((code, _),) = refusal.recipients.values()
            return self._fault(refusal, Answer.REFUSED if code >= 500 else Answer.LATER)
        except smtplib.SMTPSenderRefused as refusal:
            # Of us, which somebody has to mend; nobody's mail is lost by it.
            return self._fault(refusal, Answer.LATER)
        except smtplib.SMTPResponseException as refusal:
            return self._fault(refusal, Answer.REFUSED if refusal.smtp_code >= 500 else Answer.LATER)
        except OSError as fault:
            return self._fault(fault, Answer.UNKNOWN)
        return Answer.SENT

    def close(self) -> None:
        mailer, self._mailer = self._mailer, None
        if mailer:
            with contextlib.suppress(OSError):
                mailer.close()

    def _fault(self, fault: Exception, answer: Answer) -> Answer:
        # Its words name the address.
        log.warning("A mail was %s (%s %s).", answer.value, type(fault).__name__, getattr(fault, "smtp_code", ""))
        self.close()
        return answer


def send_alerts(*, now: datetime.datetime | None = None) -> Counter[Answer]:
    """Forget who never confirmed, send the letters and the news that are due, and return what became of them.

    Raises Silent when the mail server does not answer.
    """
    now = now or timezone.now()
    forget_unconfirmed(now)
    lost = Following.objects.filter(sending_at__lt=now - LONGEST_ANSWER).update(sending_at=None)
    if lost:
        log.warning("%s mails of a run that was ended were perhaps not sent, and will not be.", lost)
    answers, refused, line = Counter({Answer.UNKNOWN: lost}), [], Line()
    try:
        for following in each_of(Following.objects.filter(has_letter_due=True)):
            if answer := send_letter(following, line, now):
                answers[answer] += 1
        for following in each_of(due(now)):
            if answer := send_news(following, line, now):
                answers[answer] += 1
                refused += [following.pk] if answer is Answer.REFUSED else []
    finally:
        line.close()
    if answers[Answer.SENT]:
        count_refusals(refused)
    return +answers


def forget_unconfirmed(now: datetime.datetime) -> None:
    Following.objects.filter(confirmed_at=None, asked_at__lt=now - KEPT_UNCONFIRMED).delete()


def count_refusals(refused: Iterable[int]) -> None:
    """Forget whoever's server has refused three mails; one that refuses everybody's is at fault itself.

    So refusals are counted only in a run in which another mail was taken.
    """
    Following.objects.filter(pk__in=refused).update(refusals=F("refusals") + 1)
    Following.objects.filter(refusals__gte=MOST_REFUSALS).delete()


def due(now: datetime.datetime) -> QuerySet[Following]:
    """What was not looked at since the last morning of its kind."""
    this_morning, monday = (last_morning(now, is_weekly=is_weekly) for is_weekly in (False, True))
    late = Q(is_weekly=False, looked_at__lt=this_morning) | Q(is_weekly=True, looked_at__lt=monday)
    return Following.objects.filter(late, confirmed_at__isnull=False)


def last_morning(now: datetime.datetime, *, is_weekly: bool) -> datetime.datetime:
    """When the last mails of a day, or of a week, were due: at seven, on Mondays."""
    local = timezone.localtime(now)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    morning -= datetime.timedelta(days=morning > local)
    return morning - datetime.timedelta(days=morning.weekday() if is_weekly else 0)


def each_of(followings: QuerySet[Following]) -> Iterable[Following]:
    """One by one, each as it is when its turn comes; one that was stopped meanwhile is passed over."""
    for key in list(followings.order_by("pk").values_list("pk", flat=True)):
        yield from followings.filter(pk=key)


def send_letter(following: Following, line: Line, now: datetime.datetime) -> Answer | None:
    """Send the letter about what was asked for; of what is not public any more, none."""
    # The server may let us wait: what the letter names is looked up after that.
    line.open()
    thing = thing_called(following.thing)
    mail = letter_of(following, thing) if thing else None
    return _send(following, mail, line, now, has_letter_due=False)


def send_news(following: Following, line: Line, now: datetime.datetime) -> Answer | None:
    """Send what is new of the thing; None where nothing is, or where that cannot be told just now."""
    try:
        while True:
            head = head_of_record()
            mail, known = _news_mail(following, to=head)
            if mail:
                line.open()
            # Made in one state of the record, which still holds now that the server listens: what was published
            # meanwhile would be told of twice, and what was taken back would be sent.
            if head == head_of_record():
                break
    except Silent:
        raise
    except Exception as fault:
        # Whatever it is, the others get theirs. Its words may name what somebody searches for.
        log.warning("What is new of a thing could not be found (%s); the next run tries again.", type(fault).__name__)
        return None
    return _send(following, mail, line, now, looked_at=now, told_to=head, known=known)


def _news_mail(following: Following, *, to: int) -> tuple[Mail | None, list[str]]:
    """The mail of what is new up to a place of the chain, if anything is, and the items known once it was told."""
    thing = thing_called(following.thing)
    if not thing:
        return None, following.known
    news = news_of(thing, after=following.told_to, to=to, known=following.known)
    return mail_of(following, thing, news) if news else None, items_of_issue(thing)


def _send(following: Following, mail: Mail | None, line: Line, now: datetime.datetime, **claim) -> Answer | None:
    """Claim, send on the open line, and settle; None where there was nothing to send or somebody else was quicker."""
    if mail:
        claim["sending_at"] = now
    before = {name: getattr(following, name) for name in claim}
    # What the mail was made from; a claim of another run, a change or a stop is seen by it.
    seen = {name: getattr(following, name) for name in ["has_letter_due", "looked_at", "told_to", "is_weekly"]}
    row = Following.objects.filter(pk=following.pk)
    if not row.filter(**seen).update(**claim) or not mail:
        return None
    answer = line.send(mail)
    if answer is Answer.LATER:
        row.update(**before)
    elif answer is Answer.SENT:
        row.update(sending_at=None, refusals=0)
    else:
        row.update(sending_at=None)
    return answer
