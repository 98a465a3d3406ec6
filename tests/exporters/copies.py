"""What a copy of the archive holds, looked at from outside."""

import hashlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = "https://minutes.example"


def files_of(root: Path) -> dict[str, bytes]:
    """Every file of the folder by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def digests_of(root: Path) -> dict[str, str]:
    return {file: hashlib.sha256(content).hexdigest() for file, content in files_of(root).items()}


class PageRead(HTMLParser):
    """The links, the anchors, the words and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.written: list[str] = []
        self.feed(page)

    @property
    def words(self) -> str:
        return " ".join("".join(self.written).split())

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.anchors |= {given["id"]} if "id" in given else set()
        self.links += [(tag, given[name]) for name in ("href", "src", "action") if name in given]

    def handle_data(self, data: str) -> None:
        self.written.append(data)


def dead_links(root: Path) -> list[str]:
    """The links in the pages of the folder that lead to no file of it, or to a place in one that is not there."""
    pages = {path.resolve(): PageRead(path.read_text()) for path in root.rglob("*.html")}
    dead = []
    for path, page in pages.items():
        for _, link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            is_anchor_missing = parts.fragment and there in pages and parts.fragment not in pages[there].anchors
            if not there.is_file() or root.resolve() not in there.parents or is_anchor_missing:
                dead.append(f"{path.relative_to(root.resolve())}: {link}")
    return dead
