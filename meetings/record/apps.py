"""The public record: an application of its own, so that its tables have a name of their own."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "meetings.record"
    label = "record"
    verbose_name = "Public record"
