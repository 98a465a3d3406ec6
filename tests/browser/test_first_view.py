"""The first view of a meeting's page: what a browser with nothing kept asks for, and what comes over the wire."""

import json
import threading

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from meetings.models import Meeting
from meetings.world import load_world
from minutes_site.demo import SAMPLE
from tests import making

MOST_BYTES = 40_000
OF_STATIC_FILES = ["django.contrib.staticfiles.finders.FileSystemFinder"]
PACKED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def largest() -> str:
    """The address of the sample archive's largest meeting, alone with the whole directory."""
    world = json.loads(SAMPLE.read_text())
    held = [meeting for meeting in world["meetings"] if meeting["minutes_state"] == "confirmed"]
    meeting = max(held, key=lambda meeting: len(json.dumps(meeting)))
    load_world(world | {"meetings": [meeting]}, by=making.make_user(is_superuser=True))
    return f"/meetings/{Meeting.objects.get().public_address}/"


@pytest.fixture
def served(committed, settings, tmp_path):
    """The site with its static files collected and compressed, as gunicorn serves them."""
    settings.STATIC_ROOT, settings.STATICFILES_FINDERS = tmp_path, OF_STATIC_FILES
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PACKED}}
    call_command("collectstatic", interactive=False, verbosity=0)
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_largest_meeting_of_the_sample_takes_two_requests_and_few_bytes(open_page, served, largest):
    page = open_page()
    wire = page.context.new_cdp_session(page)
    asked, received = {}, {}
    wire.on("Network.requestWillBeSent", lambda sent: asked.update({sent["requestId"]: sent["request"]["url"]}))
    # Of what was received, headers and all.
    wire.on("Network.loadingFinished", lambda told: received.update({told["requestId"]: told["encodedDataLength"]}))
    wire.send("Network.enable")
    page.goto(served + largest, wait_until="networkidle")
    told = {url.removeprefix(served): int(received[request]) for request, url in asked.items()}
    # The picture for the tab is asked for when all is seen, and then kept for years.
    shown = [address.partition(".")[0] for address in told if not address.startswith("/static/favicon.")]
    assert shown == [largest, "/static/minute-book"], told
    assert sum(told.values()) <= MOST_BYTES, f"{sum(told.values()):,} bytes: {told}"
