"""The naming rules, which are system checks, find what they are for."""

from django.apps import apps
from django.db import models

from meetings.checks import names_say_what_they_hold


def test_our_own_names_keep_the_rules():
    assert names_say_what_they_hold(None) == []


def test_badly_named_fields_are_found(monkeypatch):
    class Badly(models.Model):
        started = models.DateTimeField()
        day = models.DateField()
        public = models.BooleanField()
        ended_at = models.DateTimeField()

        class Meta:
            app_label = "meetings"
            managed = False

        def __str__(self) -> str:
            return "badly named"

    try:
        found = {fault.msg.split(":")[0] for fault in names_say_what_they_hold(None)}
    finally:
        del apps.all_models["meetings"]["badly"]
        apps.clear_cache()
    assert found == {"Badly.started", "Badly.day", "Badly.public"}
