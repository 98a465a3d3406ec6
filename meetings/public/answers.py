"""A whole answer of a public page, ready to be sent again: plain or compressed, or as “nothing has changed”."""

import datetime
import functools
import gzip
import hashlib

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

# Compressed once, when somebody first wants it so, and kept beside the plain bytes. Public pages hold no secret and
# nothing of who is asking, so the length of what is compressed tells nobody anything (no BREACH).
PACKED = {
    "br": functools.partial(brotli.compress, mode=brotli.MODE_TEXT, quality=5),
    "gzip": functools.partial(gzip.compress, compresslevel=6, mtime=0),
}
WORTH_PACKING = 500
TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml")
# Each answer has its own; of the others, all belong to the page.
NOT_KEPT = {"Content-Length", "ETag"}


class Answer:
    """The body and headers of one response with the status 200."""

    __slots__ = ("body", "etag", "headers", "is_text", "made_in", "packed")

    def __init__(self, body: bytes, headers: dict[str, str], made_in: datetime.datetime | None) -> None:
        self.body, self.made_in = body, made_in
        self.headers = headers
        self.is_text = headers["Content-Type"].startswith(TEXTS) and len(body) >= WORTH_PACKING
        # Of the bytes alone: it tells nothing of what else happened to the record, and is the same on every host.
        # Weak, because the compressed forms share it.
        self.etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        self.headers["ETag"] = self.etag
        self.packed: dict[str, bytes] = {}

    @classmethod
    def of(cls, response: HttpResponse, *, made_in: datetime.datetime | None) -> "Answer":
        """Take over a response; `made_in` is the minute outside which it is wrong."""
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = {name: value for name, value in response.headers.items() if name not in NOT_KEPT}
        return cls(response.content, headers, made_in)

    def to(self, request: HttpRequest) -> HttpResponse:
        """The response to a request for it."""
        if is_known(request, self.etag):
            return HttpResponseNotModified(headers=self.headers)
        encoding = encoding_for(request.META.get("HTTP_ACCEPT_ENCODING", "")) if self.is_text else ""
        body = self._packed(encoding)
        response = HttpResponse(body or self.body, headers=self.headers)
        if body:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
        return response

    def _packed(self, encoding: str) -> bytes:
        """The body compressed, or nothing where that is not wanted or does not halve it."""
        if encoding and encoding not in self.packed:
            packed = PACKED[encoding](self.body)
            self.packed[encoding] = packed if len(packed) * 2 <= len(self.body) else b""
        return self.packed[encoding] if encoding else b""


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether whoever asks has what the ETag names already."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if not known or known == etag:
        return bool(known)
    return bool({"*", etag.removeprefix("W/")} & {tag.removeprefix("W/") for tag in parse_etags(known)})


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The answer to whoever has it already, else None: for what is not made whole before it is sent."""
    return HttpResponseNotModified(headers={"ETag": etag}) if is_known(request, etag) else None


@functools.lru_cache(maxsize=64)
def encoding_for(accepted: str) -> str:
    """The best encoding of ours that an Accept-Encoding header lets through, or nothing."""
    weights = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights[name] = not any(_is_nought(parameter) for parameter in parameters)
    return next((encoding for encoding in PACKED if weights.get(encoding, weights.get("*", False))), "")


def _is_nought(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip().strip("0") in {"", "."}
