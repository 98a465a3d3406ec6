"""The colours of the public stylesheet, which a council changes to its own, can be told apart in light and in dark."""

import pytest

from meetings import checks
from meetings.contrast import NoColour, colour, contrast, faint_in


@pytest.fixture
def stylesheet(settings) -> str:
    return (settings.BASE_DIR / "static" / checks.STYLESHEET).read_text()


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Says what `manage.py check` tells of a stylesheet."""

    def told(text: str) -> list[str]:
        (tmp_path / "council.css").write_text(text)
        monkeypatch.setattr(checks.finders, "find", lambda name: str(tmp_path / "council.css"))
        return [f"{error.id} {error.msg}" for error in checks.colours_can_be_told_apart(None)]

    return told


# By the definition in WCAG 2.2; #767676 is the palest grey on white that may be text.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#ffffff", 21),
        ("#fff", "#fff", 1),
        ("#777777", "#fff", 4.47),
        ("#767676", "#FFF", 4.54),
        ("#ff0000", "#fff", 3.99),
        ("#0000ff", "#fff", 8.59),
    ],
)
def test_contrast_is_measured_as_the_standard_says(one, other, ratio):
    assert contrast(colour(one, {}), colour(other, {})) == contrast(colour(other, {}), colour(one, {})) == ratio


def test_a_mixture_lies_between_its_colours():
    properties = {"--ink": "#000", "--paper": "var(--white)", "--white": "#fff"}
    assert colour("color-mix(in srgb, var(--ink) 25%, var(--paper))", properties) == (0.75, 0.75, 0.75)


def test_our_own_colours_can_be_told_apart(settings):
    assert checks.colours_can_be_told_apart(None) == []


def test_other_good_colours_pass(stylesheet, told):
    mine = stylesheet.replace("#0e5560", "#7a1f3d").replace("#86c9cf", "#f2a7bd")
    assert mine.count("#7a1f3d") == mine.count("#f2a7bd") == 1
    assert told(mine) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "tells"),
    [
        ("--accent: #0e5560", "--accent: #e0a000", "light colours: links, var(--accent) on var(--paper), 2.22:1"),
        ("--accent: #86c9cf", "--accent: #0e5560", "dark colours: links, var(--accent) on var(--paper), 2.09:1"),
        ("--ink: #1c2126", "--ink: #949494", "light colours: edges of boxes, var(--edge) on var(--paper), 1.8"),
        ("--ink: #e8e5dd", "--ink: #777777", "dark colours: text, var(--ink) on var(--paper), 3.94:1"),
        ("--paper: #16191c", "--paper: #5d666e", "dark colours: visited links"),
        ("--mark: #4a3e10", "--mark: #c9a94a", "dark colours: words found"),
        ("--wrong: #a3231b", "--wrong: #f0938b", "light colours: errors"),
    ],
)
def test_colours_that_are_too_faint_are_named_with_what_was_measured(stylesheet, told, ours, theirs, tells):
    faults = told(stylesheet.replace(ours, theirs, 1))
    assert any(fault.startswith("meetings.E006 Too faint in the " + tells) for fault in faults), faults
    assert all(" where 4.5:1 is the least." in fault or " where 3.0:1 is the least." in fault for fault in faults)


def test_dark_colours_alone_are_told_of_the_dark(stylesheet, told):
    assert all("in the dark colours" in fault for fault in told(stylesheet.replace("--ink: #e8e5dd", "--ink: #777")))


@pytest.mark.parametrize(
    ("theirs", "tells"),
    [("--accent: teal", "“teal” is not a colour as it is read here"), ("--accents: #0e5560", "--accent is missing")],
)
def test_a_colour_that_cannot_be_read_is_named(stylesheet, told, theirs, tells):
    (fault,) = told(stylesheet.replace("--accent: #0e5560", theirs, 1))
    assert fault.startswith("meetings.E005 ")
    assert tells in fault


def test_a_colour_mixed_of_itself_is_refused():
    with pytest.raises(NoColour, match="--ink is missing"):
        list(faint_in(":root { --ink: var(--ink); --paper: #fff; }"))
