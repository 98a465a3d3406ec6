"""Which mail server alerts go through, from whom they come, and which address their links begin with."""

from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.validators import EmailValidator, URLValidator, ValidationError

# Where a demonstration puts its mails.
FILES = Path(__file__).resolve().parent.parent / "var" / "mail"
# Seconds; a server that is slower is tried again in the next run.
TIMEOUT = 30
# What a demonstration says instead: its mails are files, and nothing leaves the machine.
DEMO = {"MAILS_FROM": "minute-book@localhost", "SITE_ADDRESS": "http://127.0.0.1:8000"}


def settings(env, *, site_role: str, is_demo: bool) -> tuple[str, str, dict]:
    """Return MAILS_FROM, SITE_ADDRESS and Django's mailer; where no alerts are offered, only the second may be there.

    A process that serves the public side alone sends nothing: it needs MAILS_FROM only. Raises ImproperlyConfigured
    where one of them is set without the others, or is not what it must be; the address alone serves exports.
    """
    given = {name: env.str(name, default="") for name in ["MAILS_FROM", "SITE_ADDRESS", "EMAIL_URL"]}
    if is_demo and not given["EMAIL_URL"]:
        given = {name: given[name] or value for name, value in DEMO.items()}
        mailer = {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": FILES}}
    else:
        needed = ["MAILS_FROM"] if site_role == "public" else list(given)
        missing = [name for name in needed if not given[name]]
        if missing and (given["MAILS_FROM"] or given["EMAIL_URL"]):
            raise ImproperlyConfigured(f"Set {' and '.join(missing)} too, or none of {', '.join(given)}: no alerts.")
        mailer = _smtp(env) if given["EMAIL_URL"] else {}
    # A mail program's own button to stop the mails works over HTTPS alone (RFC 8058).
    schemes = ["https"] if env.bool("HTTPS", default=not is_demo) else ["https", "http"]
    _refuse_unless(EmailValidator(), given, "MAILS_FROM", "one e-mail address and nothing else")
    _refuse_unless(URLValidator(schemes), given, "SITE_ADDRESS", f"an address that begins with {schemes[0]}://")
    return given["MAILS_FROM"], given["SITE_ADDRESS"].rstrip("/"), mailer


def _refuse_unless(is_right: Callable[[str], None], given: dict[str, str], name: str, wanted: str) -> None:
    try:
        if given[name]:
            is_right(given[name])
    except ValidationError as fault:
        raise ImproperlyConfigured(f"{name} is “{given[name]}”; it must be {wanted}.") from fault


def _smtp(env) -> dict:
    """Django's mailer for a URL such as smtp+tls://user:password@mail.example:587."""
    url = env.email_url("EMAIL_URL")
    given = {
        "host": url["EMAIL_HOST"],
        "port": url["EMAIL_PORT"],
        "username": url["EMAIL_HOST_USER"],
        "password": url["EMAIL_HOST_PASSWORD"],
        "use_tls": url.get("EMAIL_USE_TLS"),
        "use_ssl": url.get("EMAIL_USE_SSL"),
        "timeout": TIMEOUT,
    }
    return {"BACKEND": url["EMAIL_BACKEND"], "OPTIONS": {name: value for name, value in given.items() if value}}
