"""Settings come from the environment alone, and the start fails loudly when one that matters is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Spoken louder than the .env that a laptop has.
COMPLETE = {
    "DEMO": "no",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "minutes.example",
    "DATABASE_URL": "postgres://o@db/minutes",
}


def start(code: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python with Django's settings and no environment but the one given."""
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "minutes_site.settings"}
    command = [sys.executable, "-W", "error", "-c", f"from django.conf import settings; {code}"]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_what_is_missing_is_named(missing):
    result = start("settings.DEBUG", **{key: value for key, value in COMPLETE.items() if key != missing})
    assert result.returncode != 0
    assert f"Set {missing} in the environment" in result.stderr


def test_a_public_process_needs_the_public_log_in():
    result = start("settings.DEBUG", **COMPLETE, SITE_ROLE="public")
    assert "Set PUBLIC_DATABASE_URL in the environment" in result.stderr


def test_the_demonstration_makes_no_known_log_ins_elsewhere():
    code = "import django; django.setup(); from minutes_site import demo; demo.prepare(print)"
    assert "it needs DEMO=yes" in start(code, **COMPLETE).stderr


def test_an_unknown_site_role_is_refused():
    result = start("settings.DEBUG", **COMPLETE, SITE_ROLE="both")
    assert "must be all, public or desk" in result.stderr


def test_a_complete_environment_is_safe_by_default():
    checks = "assert not settings.DEBUG and settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE"
    assert start(checks, **COMPLETE).returncode == 0


def test_a_public_process_has_no_desk_and_no_other_log_in():
    code = (
        "import django; django.setup(); from django.urls import get_resolver; "
        "assert settings.DATABASES['default']['USER'] == settings.DATABASES['public']['USER'] == 'reader'; "
        "assert not [name for name in settings.MIDDLEWARE if 'session' in name or 'csrf' in name.lower()]; "
        "assert not [p for p in get_resolver().url_patterns if 'admin' in str(p.pattern)]; "
        "import sys; assert not [name for name in sys.modules if name.startswith('meetings.admin')]"
    )
    environment = {**COMPLETE, "SITE_ROLE": "public", "PUBLIC_DATABASE_URL": "postgres://reader:x@replica/minutes"}
    result = start(code, **environment)
    assert result.returncode == 0, result.stderr


def test_a_desk_process_serves_no_public_page():
    code = (
        "import django; django.setup(); from django.urls import get_resolver; "
        "assert [str(p.pattern) for p in get_resolver().url_patterns] == ['admin/']"
    )
    result = start(code, **COMPLETE, SITE_ROLE="desk")
    assert result.returncode == 0, result.stderr


def test_the_public_log_in_follows_from_the_owners_where_none_is_given():
    code = (
        "public = settings.DATABASES['public']; "
        "assert (public['HOST'], public['USER']) == ('db', 'minute_book_public') and len(public['PASSWORD']) == 64"
    )
    assert start(code, **COMPLETE).returncode == 0


def test_log_lines_are_json_and_keep_no_request():
    code = (
        "import django; django.setup(); import logging; "
        "logging.getLogger('x').warning('told', extra={'request': 'secret', 'status_code': 404})"
    )
    result = start(code, **COMPLETE)
    assert '"level": "WARNING"' in result.stdout
    assert '"status_code": 404' in result.stdout
    assert "secret" not in result.stdout


ALERTS = {
    "MAILS_FROM": "minutes@council.example",
    "EMAIL_URL": "smtp+tls://user:p%2Fw@mail.example:587",
    "SITE_ADDRESS": "https://minutes.example/",
}


def test_alerts_are_offered_where_mail_can_be_sent():
    code = (
        "import django; django.setup(); from django.urls import reverse; reverse('alerts'); "
        "assert settings.SITE_ADDRESS == 'https://minutes.example'; "
        "mailer = settings.MAILERS['default']['OPTIONS']; "
        "assert (mailer['host'], mailer['port'], mailer['use_tls']) == ('mail.example', 587, True); "
        "assert (mailer['username'], mailer['password']) == ('user', 'p/w')"
    )
    result = start(code, **COMPLETE, **ALERTS)
    assert result.returncode == 0, result.stderr


def test_without_mail_no_page_offers_alerts():
    code = (
        "import django; django.setup(); from django.urls import get_resolver; "
        "from meetings.public.templates import by_email; "
        "assert by_email('committee', 'x') == ''; assert 'alerts' not in get_resolver().reverse_dict"
    )
    result = start(code, **COMPLETE)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", ALERTS)
def test_half_of_what_alerts_need_is_refused_by_name(missing):
    given = {name: value for name, value in ALERTS.items() if name != missing}
    assert f"Set {missing} too" in start("settings.DEBUG", **COMPLETE, **given).stderr


@pytest.mark.parametrize("role", ["all", "public"])
def test_the_address_of_the_site_may_be_given_without_alerts(role):
    code = "assert (settings.SITE_ADDRESS, settings.MAILS_FROM) == ('https://minutes.example', '')"
    result = start(
        code,
        **COMPLETE,
        SITE_ROLE=role,
        SITE_ADDRESS="https://minutes.example",
        PUBLIC_DATABASE_URL="postgres://r@db/x",
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("MAILS_FROM", "a@b.example, c@d.example"), ("SITE_ADDRESS", "http://minutes.example")]
)
def test_what_alerts_need_is_refused_where_it_is_wrong(name, value):
    assert f"{name} is “{value}”" in start("settings.DEBUG", **COMPLETE, **ALERTS | {name: value}).stderr


def test_a_public_process_offers_alerts_and_holds_no_log_in_of_the_mail_server():
    code = (
        "import django; django.setup(); from django.urls import reverse; reverse('alerts'); "
        "assert not hasattr(settings._wrapped, 'MAILERS')"
    )
    environment = {**COMPLETE, "SITE_ROLE": "public", "PUBLIC_DATABASE_URL": "postgres://reader:x@replica/minutes"}
    result = start(code, **environment, MAILS_FROM=ALERTS["MAILS_FROM"])
    assert result.returncode == 0, result.stderr


def test_a_demonstration_writes_mails_into_files():
    code = "assert settings.MAILERS['default']['BACKEND'].endswith('filebased.EmailBackend')"
    assert start(code, DEMO="yes").returncode == 0
