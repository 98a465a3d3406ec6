"""Reads minutes from files and saves them as drafts."""

import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.importers.batch import import_file


class Command(BaseCommand):
    help = "Read minutes from text files and save each meeting as a draft; repeatable, never over public minutes."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--committee", default="", help="Name of the committee, where the text does not say.")
        parser.add_argument("--date", default="", help="YYYY-MM-DD, where the text does not say.")

    def handle(self, *args, files, committee, date, **options):
        try:
            day = datetime.date.fromisoformat(date) if date else None
        except ValueError as wrong:
            raise CommandError(f"“{date}” is no date: write it as YYYY-MM-DD.") from wrong
        refused = 0
        for file in files:
            for report in import_file(file, committee=committee, day=day):
                refused += report.is_refusal
                (self.stderr if report.is_refusal else self.stdout).write(f"{file}: {report.message}")
        if refused:
            raise CommandError(f"{refused} refused.")
