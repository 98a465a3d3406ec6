#!/usr/bin/env python
"""Django's command line for the Minute Book."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minutes_site.settings")
    try:
        import pghistory
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        raise SystemExit(f"{missing}. Run `make demo` or `make test` once: it installs what is needed.") from missing
    # What a command changes stands in the history under its name.
    with pghistory.context(command=" ".join(sys.argv[1:2])):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
