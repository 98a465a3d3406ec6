"""Measures the contrast of a stylesheet's colours as WCAG 2.2 does, in light and dark; pure.

The colours stand in `:root` as custom properties, written `#rrggbb`, `var(--name)` or
`color-mix(in srgb, … 76%, …)`. What is read here is our own stylesheet, not any stylesheet.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

# WCAG 2.2, criteria 1.4.3 (text) and 1.4.11 (what else has to be seen).
TEXT, NOT_TEXT = 4.5, 3.0
# What stands on what. `--line` is not here: hairlines only part rows, and nothing is lost with them.
PAIRS = [
    ("text", "var(--ink)", "var(--paper)", TEXT),
    ("quiet text", "var(--quiet)", "var(--paper)", TEXT),
    ("links", "var(--accent)", "var(--paper)", TEXT),
    ("visited links", "var(--visited)", "var(--paper)", TEXT),
    ("errors", "var(--wrong)", "var(--paper)", TEXT),
    ("words found", "var(--ink)", "var(--mark)", TEXT),
    ("text of the place linked to", "var(--ink)", "var(--tint)", TEXT),
    ("quiet text of the place linked to", "var(--quiet)", "var(--tint)", TEXT),
    ("links in the place linked to", "var(--accent)", "var(--tint)", TEXT),
    ("visited links in the place linked to", "var(--visited)", "var(--tint)", TEXT),
    ("the banner of a preview", "var(--ink)", "color-mix(in srgb, var(--accent) 14%, var(--paper))", TEXT),
    ("edges of boxes", "var(--edge)", "var(--paper)", NOT_TEXT),
]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LIGHT = re.compile(r"^:root\s*\{([^}]*)\}", re.MULTILINE)
DARK = re.compile(r"@media \(prefers-color-scheme: dark\)\s*\{\s*:root\s*\{([^}]*)\}")
PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
MIX = re.compile(r"color-mix\(in srgb, (.+) ([\d.]+)%, (.+)\)")

type Colour = tuple[float, float, float]


class NoColour(ValueError):
    """What stands where a colour should, in words for whoever wrote it."""


@dataclass(frozen=True)
class Faint:
    """Two colours too near each other: what is drawn with them, where, and their contrast beside the least allowed."""

    what: str
    scheme: str
    colours: str
    ratio: float
    least: float


def faint_in(stylesheet: str) -> Iterator[Faint]:
    """Each pair of colours of the stylesheet, light and dark, that has less contrast than WCAG 2.2 asks for.

    Raises NoColour where a colour is missing or written in another way than is read here.
    """
    for scheme, properties in schemes_of(stylesheet).items():
        for what, upper, lower, least in PAIRS:
            ratio = contrast(colour(upper, properties), colour(lower, properties))
            if ratio < least:
                yield Faint(what, scheme, f"{upper} on {lower}", ratio, least)


def schemes_of(stylesheet: str) -> dict[str, dict[str, str]]:
    """The custom properties of the stylesheet by scheme, light and dark; the dark ones go over the light."""
    text = COMMENT.sub("", stylesheet)
    light, dark = (dict(PROPERTY.findall(found[1])) if (found := part.search(text)) else {} for part in (LIGHT, DARK))
    return {"light": light, "dark": light | dark}


def colour(value: str, properties: dict[str, str]) -> Colour:
    """Red, green and blue, each from 0 to 1; raises NoColour."""
    value = value.strip()
    if name := VARIABLE.fullmatch(value):
        if name[1] not in properties:
            raise NoColour(f"{name[1]} is missing.")
        return colour(properties[name[1]], {key: other for key, other in properties.items() if key != name[1]})
    if mix := MIX.fullmatch(value):
        share, parts = float(mix[2]) / 100, [colour(part, properties) for part in (mix[1], mix[3])]
        return tuple(share * one + (1 - share) * other for one, other in zip(*parts, strict=True))
    if not HEX.fullmatch(value):
        raise NoColour(f"“{value}” is not a colour as it is read here: write it as #rrggbb.")
    digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
    return tuple(int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21, as WCAG 2.2 defines “contrast ratio”; cut after two places, since 4.499 is not enough."""
    darker, lighter = sorted(_luminance(each) for each in (one, other))
    return math.floor(100 * (lighter + 0.05) / (darker + 0.05)) / 100


def _luminance(rgb: Colour) -> float:
    """As WCAG 2.2 defines “relative luminance”."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
