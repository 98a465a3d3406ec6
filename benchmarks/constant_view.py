"""Django's ceiling: our settings, and one view that returns a constant, the bytes of the file named in CONSTANT.

Settings and addresses in one module. MIDDLEWARE is empty unless WITH_MIDDLEWARE is set.
"""

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

from minutes_site.settings import *  # noqa: F403
from minutes_site.settings import MIDDLEWARE as OURS

ROOT_URLCONF = "benchmarks.constant_view"
MIDDLEWARE = OURS if os.environ.get("WITH_MIDDLEWARE") else []
PAGE = Path(os.environ["CONSTANT"]).read_bytes()

urlpatterns = [path("constant/", lambda request: HttpResponse(PAGE))]
