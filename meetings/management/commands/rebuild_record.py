"""Computes the record's rows anew from the editions."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.publishing.papers import papers_to_read, read_published_papers
from meetings.publishing.verify import rebuild_record, rebuild_search
from meetings.record.models import PublishedMeeting


class Command(BaseCommand):
    help = "Compute every row of the public record anew from the editions."

    def add_arguments(self, parser):
        parser.add_argument("--search", action="store_true", help="Only what search looks into, new papers read.")

    def handle(self, *args, search, verbosity, **options):
        if search:
            with tqdm(total=len(papers_to_read()), unit="paper", disable=None) as bar:
                read = read_published_papers(report=bar.update)
            self.stdout.write(f"{read} papers read.")
            total = PublishedMeeting.objects.using("default").count()
            with tqdm(total=total, unit="meeting", disable=None) as bar:
                count = rebuild_search(report=bar.update)
        else:
            count = rebuild_record(report=self.stdout.write if verbosity > 1 else lambda address: None)
        self.stdout.write(f"{count} meetings rebuilt.")
