"""A page of the site as a page of a copy: the same bytes, but for links, forms and what is put in for the copy.

The parser of the standard library gives each tag as it is written, so what is not touched stays as it is.
"""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from meetings.exporters.archive.links import Links, Lost

# What goes when all that was in it has gone.
WRAPPINGS = {"p", "li", "ul"}
HEADINGS = {"h2", "h3"}


@dataclass(frozen=True)
class Additions:
    """HTML put into one page for the copy alone, its links written as those of the site."""

    in_place_of_search: str = ""
    in_place_of_main: str = ""
    after_heading: str = ""
    # Under the row of a list that leads to the address.
    under: dict[str, str] = field(default_factory=dict)


@dataclass
class _Open:
    """An element that is not closed yet: where it begins, and what has become of what is in it."""

    tag: str
    start: int
    has_lost: bool = False
    has_more: bool = False
    is_doomed: bool = False


def page_of_copy(page: str, address: str, links: Links, additions: Additions | None = None) -> str:
    """The page at the address as the copy has it."""
    parser = _Page(address, links, additions or Additions())
    parser.feed(page)
    parser.close()
    return "".join(parser.out)


class _Page(HTMLParser):
    def __init__(self, address: str, links: Links, additions: Additions) -> None:
        super().__init__(convert_charrefs=False)
        self.address, self.links, self.additions = address, links, additions
        self.out: list[str] = []
        self._opened: list[_Open] = []
        # The tag that ends what is being left out, and what it held of choices made.
        self._leaving_out = ""
        self._choices: _Choices | None = None
        self._is_bare = False
        self._heading = (0, 0)
        self._under: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if self._leaving_out:
            if self._choices:
                self._choices.start(tag, dict(attrs))
            return
        if tag == "form":
            self._leave_out_form(dict(attrs))
        elif tag == "a":
            self._link(attrs)
        elif not self._is_left_out(tag, dict(attrs)):
            if tag in WRAPPINGS | HEADINGS:
                self._opened.append(_Open(tag, len(self.out)))
            self.out.append(self._with_link(tag, attrs))
            if tag == "main" and self.additions.in_place_of_main:
                self._put_in(self.additions.in_place_of_main)
                self._leaving_out = "main"

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self._more(self.get_starttag_text())

    def handle_endtag(self, tag: str) -> None:
        if self._leaving_out:
            if self._choices:
                self._choices.end(tag)
            if tag != self._leaving_out:
                return
            self._leaving_out = ""
            if tag == "form" and self._choices:
                self._put_in(self._choices.told())
            self._choices = None
            if tag != "main":
                return
        if tag == "a" and self._is_bare:
            self._is_bare = False
            return
        if tag == "li" and self._under:
            self._put_in(self._under.pop())
        self.out.append(f"</{tag}>")
        if tag in WRAPPINGS | HEADINGS:
            self._close(tag)
        if tag == "h1":
            self._put_in(self.additions.after_heading)

    def handle_data(self, data: str) -> None:
        if self._leaving_out:
            if self._choices:
                self._choices.words(data)
        elif data.strip():
            self._more(data)
        else:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        if not self._leaving_out:
            self.out.append(f"<!--{data}-->")

    def _more(self, written: str) -> None:
        """Something that stays, so that what it stands in stays as well."""
        if not self._leaving_out:
            self.out.append(written)
            for element in self._opened:
                element.has_more = True

    def _put_in(self, html: str) -> None:
        if html:
            self._more(page_of_copy(html, self.address, self.links))

    def _is_left_out(self, tag: str, attrs: dict) -> bool:
        """What says where the page is live, where that is not known, and other forms of it that there are not."""
        if tag == "link" and (attrs.get("rel") == "canonical" or "hreflang" in attrs):
            return not self.links.is_live
        if tag == "meta" and attrs.get("property") == "og:url":
            return not self.links.is_live
        if tag == "script" and not self.links.is_live:
            self._leaving_out = tag
            return True
        return tag == "link" and isinstance(self.links.from_page(self.address, attrs.get("href") or ""), Lost)

    def _with_link(self, tag: str, attrs: list) -> str:
        """The tag as it is written, or with its link as the copy has it."""
        for name, value in attrs:
            if name in {"href", "src"}:
                link = self.links.from_page(self.address, value or "")
                return _written(tag, attrs, name, "" if isinstance(link, Lost) else link)
        return self.get_starttag_text()

    def _link(self, attrs: list) -> None:
        href = dict(attrs).get("href")
        if href is None:
            return self.out.append(self.get_starttag_text())
        if (under := self.additions.under.get(href)) and not self._under:
            self._under.append(under)
        link = self.links.from_page(self.address, href)
        if not isinstance(link, Lost):
            return self.out.append(_written("a", attrs, "href", link))
        if link is Lost.LINK:
            self._is_bare = True
            return None
        self._leaving_out = "a"
        for element in self._opened:
            element.has_lost = True
        if link is Lost.PARAGRAPH and self._opened:
            self._opened[-1].is_doomed = True
        return None

    def _leave_out_form(self, attrs: dict) -> None:
        if attrs.get("role") == "search":
            self._put_in(self.additions.in_place_of_search)
        else:
            self._choices = _Choices(attrs.get("action", ""))
        self._leaving_out = "form"

    def _close(self, tag: str) -> None:
        while self._opened:
            element = self._opened.pop()
            if element.tag == tag:
                break
        else:
            return
        if tag in HEADINGS:
            self._heading = (element.start, len(self.out))
        elif element.is_doomed or (element.has_lost and not element.has_more):
            del self.out[element.start :]
            begins, ends = self._heading
            # A list that is empty now takes along the heading that stood over it.
            if tag == "ul" and ends and not "".join(self.out[ends:]).strip():
                del self.out[begins:]


class _Choices:
    """What a form that narrows a list was set to: shown where the form was."""

    def __init__(self, action: str) -> None:
        self._action = action
        self._label, self._chosen = "", ""
        self._in = ""
        self._told: list[tuple[str, str]] = []

    def start(self, tag: str, attrs: dict) -> None:
        if tag == "label":
            self._in, self._label = "label", ""
        elif tag == "option" and "selected" in attrs and attrs.get("value"):
            self._in, self._chosen = "option", ""

    def end(self, tag: str) -> None:
        if tag == "option" and self._in == "option":
            self._told.append((self._label, self._chosen))
        self._in = ""

    def words(self, data: str) -> None:
        if self._in == "label":
            self._label += data
        elif self._in == "option":
            self._chosen += data

    def told(self) -> str:
        rows = "\n".join(f"<dt>{label.strip()}</dt> <dd>{chosen.strip()}</dd>" for label, chosen in self._told)
        everything = f'<p><a href="{escape(self._action)}">Show all</a></p>'
        return f'<div class="side">\n<h2>Only these</h2>\n<dl>\n{rows}\n</dl>\n{everything}\n</div>' if rows else ""


def _written(tag: str, attrs: list, name: str, link: str) -> str:
    pairs = ((key, link if key == name else value) for key, value in attrs)
    written = (f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in pairs)
    return f"<{tag}{''.join(written)}>"
