"""Pages for what is not there and what went wrong."""

from django.http import HttpResponseNotFound, HttpResponseServerError


def not_found(request, exception=None):
    return HttpResponseNotFound("")


def server_error(request):
    return HttpResponseServerError("")
