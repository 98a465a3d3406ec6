"""The addresses of the whole site: the desk, the public side, or both, as SITE_ROLE says."""

from django.conf import settings
from django.urls import include, path

urlpatterns = []

if settings.SITE_ROLE != "public":
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))
    handler403 = "meetings.admin.refused.refused"
    handler404 = "meetings.admin.refused.not_there"

if settings.SITE_ROLE != "desk":
    urlpatterns.append(path("", include("meetings.public.urls")))
    handler404 = "meetings.public.errors.not_found"
    handler500 = "meetings.public.errors.server_error"

if settings.SITE_ROLE == "all":
    handler404 = "minutes_site.desk.nothing_there"
