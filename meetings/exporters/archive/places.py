"""Where an address of the site lies in the folder of a copy, and how one file there links to another."""

import functools
import posixpath
import re
from collections.abc import Container
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote

from django.conf import settings

FEED = re.compile(r"/(?:(?:resolutions|actions)/|(?:committees|people|issues)/[^/]+/)?feed/", re.ASCII)
PAPER = re.compile(r"/papers/([0-9a-f]{64})/", re.ASCII)
# What a browser would run, had it been handed in as a paper: the site has it saved, a folder would show it.
RUN = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".mht", ".mhtml"}
# What some file system does not take in a name.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
LONGEST_NAME = 120


@functools.lru_cache(maxsize=4096)
def file_of(address: str) -> str:
    """The path in the folder of what is at the address: pages are called index.html, feeds feed.xml.

    A question becomes a folder that no name of a page can be, since those hold no “=”:
    /issues/?page=2 is issues/page=2/index.html.
    """
    path, _, question = address.partition("?")
    if found := PAPER.match(path):
        return f"papers/{found[1]}/{safe_name(unquote(path[found.end() :]))}"
    name = "index.html"
    if FEED.fullmatch(path):
        path, name = path.removesuffix("feed/"), "feed.xml"
    elif not path.endswith("/"):
        path, _, name = path.rpartition("/")
    folders = [*unquote(path).split("/"), *(f"{key}={value}" for key, value in parse_qsl(question))]
    return "/".join([*(folder for folder in folders if folder), name])


def safe_name(name: str) -> str:
    """The name of a paper as every file system takes it, short, and with an ending that no browser runs."""
    kept = PurePosixPath(NOT_IN_NAMES.sub("-", name).strip(" .") or "paper")
    ending = kept.suffix[:20]
    stem = kept.name.removesuffix(kept.suffix).encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore")
    return f"{stem.rstrip(' .')}{ending}{'.txt' if ending.lower() in RUN else ''}"


def digest_of_paper(address: str) -> str:
    """The SHA-256 that the file at the address has, where the address says so."""
    found = PAPER.match(address)
    return found[1] if found else ""


def is_led_to(file: str, known: Container[str]) -> bool:
    """Whether the file may be of an address that pages of the `known` files lead to: see addresses.FOLLOWED.

    A list of part of a page (people/amina-okafor/part=moved/) goes as soon as that page is gone.
    """
    folder = posixpath.dirname(file)
    if folder.startswith(("calendar/", settings.STATIC_URL.strip("/"))):
        return True
    of_page, asked, _ = folder.partition("=")
    return bool(asked) and f"{of_page.rpartition('/')[0]}/index.html" in known


def link_between(here: str, there: str) -> str:
    """What to write in the page at one address so that it leads to the other, from any folder."""
    start = posixpath.dirname(file_of(here))
    return quote(posixpath.relpath(file_of(there), start or "."), safe="/=")
