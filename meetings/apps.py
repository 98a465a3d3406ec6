"""The Minute Book's application, and the admin site that is its desk."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Minute book"
    default = True

    def ready(self) -> None:
        from meetings import checks  # noqa: F401  (registers the system checks)


class DeskConfig(admin_apps.AdminConfig):
    default = False
    default_site = "minutes_site.desk.DeskSite"
