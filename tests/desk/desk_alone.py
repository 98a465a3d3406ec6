"""The addresses of a process that serves the desk alone, as SITE_ROLE=desk makes them."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
handler403 = "meetings.admin.refused.refused"
handler404 = "meetings.admin.refused.not_there"
