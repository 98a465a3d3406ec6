"""What the public side answers, asked for in this process: no server, no host and no middleware, in every SITE_ROLE.

Middleware adds headers to a public page and never changes a byte of it, so what is answered here is what is served.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.http import FileResponse, Http404, HttpRequest, QueryDict
from django.urls import resolve, set_urlconf
from django.utils.encoding import iri_to_uri

PUBLIC = "meetings.public.urls"

type Ask = Callable[[str, datetime.datetime], Iterable[bytes]]


class Asked(HttpRequest):
    """A request as if it came to the site at a moment; where no site is known, full addresses are paths."""

    def __init__(self, address: str, site: str, at: datetime.datetime) -> None:
        super().__init__()
        path, _, question = address.partition("?")
        self.path = self.path_info = unquote(path)
        self.method, self.GET = "GET", QueryDict(question)
        self.META = {"REQUEST_METHOD": "GET", "QUERY_STRING": question}
        self.site, self.made_in = site, at

    def build_absolute_uri(self, location: str | None = None) -> str:
        return iri_to_uri(urljoin(f"{self.site}{self.path}", location or self.get_full_path()))

    def get_host(self) -> str:
        return urlsplit(self.site).netloc


@contextmanager
def public_pages(site: str) -> Iterator[Ask]:
    """Give a function that returns the bytes at a public address of the site, as they are at a moment.

    It raises Http404 where there is nothing. Raises ImproperlyConfigured where the static files were not collected.
    """
    try:
        staticfiles_storage.url("minute-book.css")
    except ValueError as missing:
        raise ImproperlyConfigured("The static files are missing: run manage.py collectstatic first.") from missing
    # The desk alone has other addresses.
    set_urlconf(PUBLIC)
    try:
        yield lambda address, at: _answer(Asked(address, site, at))
    finally:
        set_urlconf(None)


def _answer(request: Asked) -> Iterator[bytes]:
    if request.path.startswith(settings.STATIC_URL):
        yield _static_file(request.path.removeprefix(settings.STATIC_URL))
        return
    view, args, kwargs = resolve(request.path, PUBLIC)
    response = view(request, *args, **kwargs)
    if response.status_code != 200:
        raise Http404(f"{request.get_full_path()} was answered with the status {response.status_code}")
    # Not closed as a server does, which would close the connection to the database as well.
    with response.file_to_stream if isinstance(response, FileResponse) else nullcontext():
        yield from response


def _static_file(name: str) -> bytes:
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    if found := finders.find(name):
        return Path(found).read_bytes()
    raise Http404(f"there is no static file {name}")
