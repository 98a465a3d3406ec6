"""Print what the reader makes of a file of minutes, as JSON; nothing is saved."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.importers.as_json import as_json
from meetings.importers.pasted_text import read_pasted_bytes


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a text file of minutes")

    def handle(self, *, file, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        self.stdout.write(json.dumps(as_json(read_pasted_bytes(content)), ensure_ascii=False, indent=2))
