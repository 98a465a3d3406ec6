"""Print what the reader makes of a file of minutes, as JSON; nothing is saved."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from meetings.importers.as_json import as_json
from meetings.importers.reading import read_file
from meetings.importers.source import CannotRead


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file of minutes")

    def handle(self, *, file, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        try:
            read = read_file(content, file.name)
        except CannotRead as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(as_json(read), ensure_ascii=False, indent=2))
