"""Alerts by e-mail: an application of its own, whose one table neither the record nor the desk knows."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "meetings.alerts"
    label = "alerts"
    verbose_name = "Alerts by e-mail"
