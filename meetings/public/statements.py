"""What the site says about itself: how accessible it is, what it keeps, under which licence, and how to complain."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from meetings.public.licences import licence_of
from meetings.public.pages import council_for, show
from meetings.record.translation import gettext_noop

# Written by the browser tests when they are run with --write-statement, and by nothing else.
LAST_TEST = Path(__file__).with_name("accessibility.json")


@dataclass(frozen=True)
class Body:
    """A public body that a reader may turn to."""

    name: str
    address: str


@dataclass(frozen=True)
class Law:
    """What differs among the nations: who hears complaints, and which Act opens minutes and information."""

    ombudsman: Body
    minutes: str
    information: str
    commissioner: Body
    # Who enforces the accessibility regulations, and who helps a reader before that.
    equality: Body
    advice: Body


ICO = Body(gettext_noop("Information Commissioner’s Office"), "https://ico.org.uk/make-a-complaint/")
EHRC = Body(gettext_noop("Equality and Human Rights Commission"), "https://www.equalityhumanrights.com/")
EASS = Body(gettext_noop("Equality Advisory and Support Service"), "https://www.equalityadvisoryservice.com/")
ECNI = Body("Equality Commission for Northern Ireland", "https://www.equalityni.org/")
FREEDOM_OF_INFORMATION = gettext_noop("the Freedom of Information Act 2000")
LAWS = {
    "england": Law(
        Body("Local Government and Social Care Ombudsman", "https://www.lgo.org.uk/"),
        gettext_noop("section 100C of the Local Government Act 1972"),
        FREEDOM_OF_INFORMATION,
        ICO,
        EHRC,
        EASS,
    ),
    "wales": Law(
        Body(gettext_noop("Public Services Ombudsman for Wales"), "https://www.ombudsman.wales/"),
        gettext_noop("section 100C of the Local Government Act 1972"),
        FREEDOM_OF_INFORMATION,
        ICO,
        EHRC,
        EASS,
    ),
    "scotland": Law(
        Body("Scottish Public Services Ombudsman", "https://www.spso.org.uk/"),
        "section 50C of the Local Government (Scotland) Act 1973",
        "the Freedom of Information (Scotland) Act 2002",
        Body("Scottish Information Commissioner", "https://www.foi.scot/"),
        EHRC,
        EASS,
    ),
    "northern ireland": Law(
        Body("Northern Ireland Public Services Ombudsman", "https://www.nipso.org.uk/"),
        "section 44 of the Local Government Act (Northern Ireland) 2014",
        FREEDOM_OF_INFORMATION,
        ICO,
        ECNI,
        ECNI,
    ),
}


def last_test() -> dict:
    """What the last test of accessibility found, and its day."""
    told = json.loads(LAST_TEST.read_text())
    return told | {"tested_on": datetime.date.fromisoformat(told["tested_on"])}


def accessibility(request: HttpRequest) -> HttpResponse:
    return _shown(request, "accessibility.html", tested=last_test())


def privacy(request: HttpRequest) -> HttpResponse:
    return _shown(request, "privacy.html", ico=ICO, sends_mails=bool(settings.MAILS_FROM))


def licence(request: HttpRequest) -> HttpResponse:
    return _shown(request, "licence.html")


def complaints(request: HttpRequest) -> HttpResponse:
    return _shown(request, "complaints.html", ico=ICO)


def _shown(request: HttpRequest, template: str, **more) -> HttpResponse:
    """The page, with the council and the law of its nation; England’s before there is a council."""
    council = council_for(request)
    nation = council.nation if council else "england"
    context = {"council": council, "nation": nation, "law": LAWS[nation], "licence": licence_of(council)}
    return show(request, template, context | more)
