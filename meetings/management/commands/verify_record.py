"""Proves that every page is what was published."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from meetings.publishing.papers import changed_papers
from meetings.publishing.verify import redactions_told, verify_record
from meetings.record.models import Edition, PublishedPaperText


class Command(BaseCommand):
    help = "Recompute every digest, the chain of editions and every row of the record; name what differs."

    def add_arguments(self, parser):
        parser.add_argument("--papers", action="store_true", help="Also read every paper again: a second or so each.")

    def handle(self, *args, papers, **options):
        differences = list(verify_record())
        if papers:
            total = PublishedPaperText.objects.using("default").count()
            with tqdm(total=total, unit="paper", disable=None) as bar:
                differences += changed_papers(report=bar.update)
        for redaction in redactions_told():
            self.stdout.write(redaction)
        for difference in differences:
            self.stderr.write(difference)
        if differences:
            raise CommandError(f"{len(differences)} differences found.")
        self.stdout.write(f"{Edition.objects.using('default').count()} editions verified; every page agrees.")
