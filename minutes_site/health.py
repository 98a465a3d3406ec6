"""Tells a load balancer whether this process can answer."""

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 “ok” when the databases that this process serves from answer, else 503."""
    aliases = {"public": ["public"], "desk": ["default"]}.get(settings.SITE_ROLE, ["default", "public"])
    try:
        for alias in aliases:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
