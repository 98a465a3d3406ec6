"""Sends the letters and the news that people follow by e-mail."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meetings.alerts.sending import Silent, send_alerts
from meetings.record.words import counted


class Command(BaseCommand):
    help = "Send the alerts that are due; for cron, every few minutes. Safe to kill, and to run twice at once."

    def handle(self, *args, verbosity, **options):
        if not settings.MAILS_FROM or settings.SITE_ROLE != "all":
            raise CommandError("Set MAILS_FROM, EMAIL_URL and SITE_ADDRESS, and SITE_ROLE=all (the links need it).")
        try:
            answers = send_alerts()
        except Silent as fault:
            raise CommandError(str(fault)) from fault
        for answer, count in answers.items():
            self.stdout.write(f"{counted(count, 'mail').capitalize()} {answer.value}.")
