"""One page of a copy: what is not a link or a form stays byte for byte, and no link is dead."""

import pytest

from meetings.exporters.archive.links import Links
from meetings.exporters.archive.pages import Additions, page_of_copy
from meetings.exporters.archive.places import file_of, link_between, safe_name

HERE = "/meetings/2021/06/17/cabinet/"
KNOWN = {"/", "/meetings/", HERE, f"{HERE}item/8/", "/resolutions/", "/search/", "/papers/" + "a" * 64 + "/a%20b.pdf"}


def made(html: str, here: str = HERE, **options) -> str:
    return page_of_copy(html, here, Links({*KNOWN}, is_live=options.pop("is_live", True)), Additions(**options))


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html>\n<html lang='en'><title>A &amp; B</title><p class=x hidden>&lt; &pound; &#163; &nbsp;</p>",
        '<svg viewBox="0 0 1 1" aria-hidden="true"><rect x="1%" width="2"/><line x1="0"/></svg>',
        '<script type="application/ld+json">{"a": "<b> & \\u003c/script"}</script><!-- a comment --><br>',
        "<details><summary>More</summary><table><tr><td></td></tr></table></details><p></p><ul></ul>",
        '<p><a href="#p3" class="para" aria-label="¶">a</a> <a href="https://example.org/?a=1&amp;b=2">b</a></p>',
    ],
)
def test_what_needs_no_change_is_not_changed(html):
    assert made(html) == html


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("/", "../../../../../index.html"),
        (f"{HERE}item/8/#r1", "item/8/index.html#r1"),
        (f"{HERE}#cite", "#cite"),
        ("/meetings/?page=1", "../../../../index.html"),
        ("/meetings/?page=2", "../../../../page=2/index.html"),
        ("/meetings/?year=2021-22&amp;committee=cabinet", "../../../../committee=cabinet/year=2021-22/index.html"),
        ("/papers/" + "a" * 64 + "/a%20b.pdf", "../../../../../papers/" + "a" * 64 + "/a%20b.pdf"),
        ("/static/minute-book.css", "../../../../../static/minute-book.css"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_link_leads_to_a_file_from_where_the_page_lies(link, becomes):
    assert made(f'<a href="{link}">x</a>') == f'<a href="{becomes}">x</a>'


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        # There is no such page: the words stay.
        ('<p>See <a href="/nowhere/">this</a>.</p>', "<p>See this.</p>"),
        ('<p><a href="/meetings/?since=2021-01-01">since</a></p>', "<p>since</p>"),
        ('<p><a href="/people/x/?part=../../etc">x</a></p>', "<p>x</p>"),
        ('<p><a href="javascript:alert(1)">x</a> <a href="//evil.example/">y</a></p>', "<p>x y</p>"),
        # A copy is in English alone: the link to the same page in Welsh goes, list entry and all.
        (
            f'<ul><li><a href="/">Home</a></li><li><a href="/cy{HERE}" lang="cy" hreflang="cy">Cymraeg</a></li></ul>',
            '<ul><li><a href="../../../../../index.html">Home</a></li></ul>',
        ),
        # What only the site can do goes with its words, and what was all about it.
        ('<p>Two items. <a href="/alerts/?follow=issue:x">By e-mail</a></p>', "<p>Two items. </p>"),
        ('<section><p class="about"><a href="/alerts/">By e-mail</a></p></section>', "<section></section>"),
        ('<p>For example <a href="/search/?q=a">a</a> or <a href="/search/?q=b">b</a></p><p>Next</p>', "<p>Next</p>"),
        (
            f'<h2>Keep</h2>\n<ul><li><a href="{HERE}minutes.pdf">PDF</a></li></ul><h2>More</h2><ul><li>x</li></ul>',
            "<h2>More</h2><ul><li>x</li></ul>",
        ),
        ('<form action="/people/"><p><label>Name</label><input name="q"></p></form><p>x</p>', "<p>x</p>"),
    ],
)
def test_a_link_to_what_is_not_in_the_copy_is_no_link(html, becomes):
    assert made(html) == becomes


def test_a_form_that_narrowed_the_list_says_what_it_was_set_to():
    option = '<option value="cabinet" selected>Cabinet &amp; more</option><option value="x">Other</option>'
    form = f'<form action="/resolutions/"><label>Committee</label><select>{option}</select></form>'
    told = made(form, "/resolutions/?committee=cabinet")
    assert "<dt>Committee</dt> <dd>Cabinet &amp; more</dd>" in told
    assert '<a href="../index.html">Show all</a>' in told
    assert "Other" not in told


def test_additions_go_where_they_belong_and_their_links_lead_to_files():
    row = f'<ul><li><a href="{HERE}">Cabinet</a> <span>draft</span></li><li>next</li></ul>'
    under = made(row, "/meetings/", under={HERE: f'<a href="{HERE}item/8/">8</a>'})
    assert under.endswith(
        '<span>draft</span><a href="2021/06/17/cabinet/item/8/index.html">8</a></li><li>next</li></ul>'
    )
    main = "<main><form role=search><input></form><h1>Search</h1></main><footer>f</footer>"
    assert made(main, in_place_of_main="<h1>How</h1>") == "<main><h1>How</h1></main><footer>f</footer>"
    assert made(main, in_place_of_search="<p>Copy</p>").startswith("<main><p>Copy</p><h1>")
    assert made("<h1>A</h1><p>b</p>", after_heading="<p>c</p>") == "<h1>A</h1><p>c</p><p>b</p>"


def test_where_nothing_is_live_no_page_says_where():
    head = (
        '<link rel="canonical" href="/meetings/"><meta property="og:url" content="/"><meta property="og:type">'
        '<script type="application/ld+json">{"url": "/"}</script>'
        '<link rel="alternate" href="/feed/"><p>Add: <a href="webcal:///calendar/calendar.ics">all</a></p>'
    )
    assert made(head, is_live=False) == '<meta property="og:type">'


def test_each_address_has_a_file_of_its_own_that_every_file_system_takes():
    places = {
        "/": "index.html",
        "/feed/": "feed.xml",
        "/committees/feed/": "committees/feed/index.html",
        "/committees/feed/feed/": "committees/feed/feed.xml",
        "/issues/?page=2": "issues/page=2/index.html",
        "/resolutions/feed/?committee=cabinet": "resolutions/committee=cabinet/feed.xml",
        "/resolutions/decisions.csv?committee=cabinet": "resolutions/committee=cabinet/decisions.csv",
        "/papers/" + "a" * 64 + "/..": "papers/" + "a" * 64 + "/paper",
    }
    assert {address: file_of(address) for address in places} == places
    assert link_between("/issues/?page=2", "/issues/") == "../index.html"
    assert safe_name("Plan.HTML") == "Plan.HTML.txt"
    assert len(safe_name("ä" * 200 + ".pdf").encode()) <= 124


def test_where_the_page_is_live_in_each_language_is_said_where_it_is_live():
    html = f'<link rel="alternate" hreflang="cy" href="https://minutes.example/cy{HERE}">'
    assert made(html) == html
    assert made(html, is_live=False) == ""
