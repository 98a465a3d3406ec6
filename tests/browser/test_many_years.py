"""The picture of answers by year, of few years and of sixty: links where a finger can hit them, else in the table."""

from itertools import pairwise

import pytest

from tests.browser.conftest import accessibility_faults
from tests.public.making import make_item, make_meeting

WIDTHS = (1024, 820, 320)
# What WCAG 2.2 asks of a target, and the room beside each bar.
TARGET = 24


def make_years(settings, years: range, *, most: int = 1) -> None:
    """A meeting in each of the years, with up to so many items; made where what is written can be read at once."""
    settings.RECORD_READS = "default"
    for year in years:
        items = [make_item(number=str(n), title="Dredging") for n in range(1 + (year * 7) % most)]
        make_meeting(day=f"{year}-06-17", items=items)
    settings.RECORD_READS = "public"


@pytest.mark.parametrize(
    ("years", "links", "labels"),
    [
        # By width of the screen.
        (7, [7, 7, 7], [7, 7, 7]),
        (11, [11, 11, 11], [11, 3, 3]),
        (14, [14, 0, 0], [14, 3, 3]),
        (24, [24, 0, 0], [5, 5, 5]),
        (60, [0, 0, 0], [12, 6, 6]),
    ],
)
def test_bars_are_links_where_a_finger_can_hit_them_and_labels_never_touch(settings, page, years, links, labels):
    make_years(settings, range(2026 - years, 2026), most=5)
    faults, linked, labelled = [], [], []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/search/?q=dredging")
        faults += accessibility_faults(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{years} years at {width}: the page is wider than the screen")
        bars = [bar.bounding_box() for bar in page.locator(".bars a:visible").all()]
        linked.append(len(bars))
        assert all(bar["width"] >= TARGET and bar["height"] >= TARGET for bar in bars), width
        assert len({bar["y"] for bar in bars}) <= 1, "the bars stand in one row"
        shown = [
            box
            for label in page.locator(".bars span[aria-hidden], .drawing text").all()
            if label.is_visible() and (box := label.bounding_box())
        ]
        labelled.append(len(shown))
        beside = pairwise(shown)
        assert all(one["x"] + one["width"] <= other["x"] for one, other in beside), f"labels touch at {width}"
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in shown), width
    assert (faults, linked, labelled) == ([], links, labels)
    assert page.faults == []


def test_each_year_of_a_drawing_is_a_link_in_its_table(settings, page):
    make_years(settings, range(1996, 2026))
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/search/?q=dredging")
    assert page.get_by_role("img", name="1996/97 to 2025/26").is_visible()
    page.get_by_text("These years as a table").click()
    page.get_by_role("link", name="1999/00").click()
    assert page.get_by_text("One item in").is_visible()
    assert page.locator(".chosen-year").count() == 1
    assert accessibility_faults(page) == []
