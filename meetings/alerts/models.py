"""What somebody follows by e-mail: the one table with addresses of the public, which no page can read.

Public pages write to it, and look up what a mail's link names, through the functions of its migrations alone. No
history is kept of it, and the desk does not show it.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

# One plain address: nothing in it that a mail program could take for a second one, or for anything else.
ONE_ADDRESS = r"^[A-Za-z0-9.!#$%&'*+/_`{|}~^-]+@[A-Za-z0-9.-]+$"
LONGEST_THING = 1_000


class Following(models.Model):
    """One thing that one address follows, or asked to follow and has not confirmed.

    The keys are what links in mails hold: random, each good for one purpose, and of no use once the row is gone.
    """

    address = models.CharField(max_length=254)
    thing = models.CharField(max_length=LONGEST_THING, help_text="As meetings.alerts.things writes it.")
    is_weekly = models.BooleanField(default=False)
    asked_at = models.DateTimeField(help_text="When it was last asked for.")
    confirmed_at = models.DateTimeField(null=True)
    has_letter_due = models.BooleanField(default=True, help_text="Whether the letter with the link is still to send.")
    confirm_key = models.UUIDField(default=uuid.uuid4, unique=True)
    stop_key = models.UUIDField(default=uuid.uuid4, unique=True)
    yours_key = models.UUIDField(
        default=uuid.uuid4, db_index=True, help_text="The same for all that an address follows."
    )
    told_to = models.PositiveBigIntegerField(default=0, help_text="The place in the chain up to which it was told.")
    looked_at = models.DateTimeField(null=True, help_text="When it was last looked whether there is news.")
    # Of an issue: items join it beside their editions, so the chain does not tell which are new.
    known = ArrayField(models.CharField(max_length=160), default=list)
    sending_at = models.DateTimeField(
        null=True, help_text="When a mail was handed to the server that has not answered."
    )
    refusals = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("address"), F("thing"), name="one_following_of_a_thing"),
            models.CheckConstraint(condition=Q(address__regex=ONE_ADDRESS), name="following_of_one_address"),
        ]

    def __str__(self) -> str:
        return self.thing
