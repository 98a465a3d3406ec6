"""The licences under which a council may let its minutes be used, by the names that the desk gives them."""

from dataclasses import dataclass

from meetings.record.translation import gettext_noop


@dataclass(frozen=True)
class Licence:
    title: str
    address: str


LICENCES = {
    "ogl-3": Licence(
        gettext_noop("Open Government Licence v3.0"),
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "cc-by-4": Licence(
        gettext_noop("Creative Commons Attribution 4.0 licence"), "https://creativecommons.org/licenses/by/4.0/"
    ),
}


def licence_of(council) -> Licence | None:
    """The licence of the council's minutes; None where all rights are reserved, or nothing is known of it."""
    name = council.get("licence") if isinstance(council, dict) else getattr(council, "licence", None)
    return LICENCES.get(name)
