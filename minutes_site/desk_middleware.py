"""Sessions, log-ins and messages at the desk’s addresses alone: a public page is made without any of them.

A page of the desk that were reached in another way would find no log-in, and be refused.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

DESK = "/admin/"


class AtTheDesk:
    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if request.path_info.startswith(DESK) else self.get_response(request)


class Sessions(AtTheDesk, SessionMiddleware):
    pass


class LogIns(AtTheDesk, AuthenticationMiddleware):
    pass


class Messages(AtTheDesk, MessageMiddleware):
    pass
