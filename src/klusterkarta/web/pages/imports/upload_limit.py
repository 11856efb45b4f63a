"""The limit on uploads, kept while the file comes in: what is over it is never stored."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from klusterkarta.settings import current
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.uploads import too_large

View = Callable[..., HttpResponseBase]


class UploadLimit(FileUploadHandler):
    """Lets a file through up to the limit; the form's other fields are read all the same."""

    def __init__(self, request: PageRequest) -> None:
        super().__init__(request)
        self.exceeded: dict[str, str] = {}
        """Field → name of its file, for those over the limit."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, or an end to this file."""
        if start + len(raw_data) > current().max_upload_bytes:
            self.exceeded[str(self.field_name)] = str(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""


def takes_files(check: Callable[..., object]) -> Callable[[View], View]:
    """Make a page's view of one that gets the request, the limit on its files, and what the address names.

    `check`, of the request and what the address names, refuses whoever may not send files. It comes first; then the
    limit, which must be in place before anything reads the body; then the check for forged forms, which reads it.
    """

    def made(view: View) -> View:
        guarded = csrf_protect(view)

        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request: PageRequest, **named: Any) -> HttpResponseBase:
            check(request, **named)
            limit = UploadLimit(request)
            request.upload_handlers = [limit, TemporaryFileUploadHandler(request)]
            return guarded(request, limit, **named)

        return page

    return made


def refusals(limit: UploadLimit, request: PageRequest) -> dict[str, str]:
    """Field → what is said of its file, for those over the limit."""
    sent = _size_sent(request)
    return {field: explain(too_large(name, sent).reason, request.lang) for field, name in limit.exceeded.items()}


def _size_sent(request: PageRequest) -> int:
    """How many bytes the browser said it would send."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isdecimal() else 0
