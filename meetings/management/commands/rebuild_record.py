"""Computes the record's rows anew from the editions."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.publishing.verify import rebuild_record, rebuild_search
from meetings.record.models import PublishedMeeting


class Command(BaseCommand):
    help = "Compute every row of the public record anew from the editions."

    def add_arguments(self, parser):
        parser.add_argument("--search", action="store_true", help="Only what search looks into, from the rows.")

    def handle(self, *args, search, verbosity, **options):
        if search:
            total = PublishedMeeting.objects.using("default").count()
            with tqdm(total=total, unit="meeting", disable=None) as bar:
                count = rebuild_search(report=bar.update)
        else:
            count = rebuild_record(report=self.stdout.write if verbosity > 1 else lambda address: None)
        self.stdout.write(f"{count} meetings rebuilt.")
