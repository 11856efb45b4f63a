"""Addresses of static files that change when their content does, without a collecting step before serving."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStaticFiles(StaticFilesStorage):
    """Add `?v=` and a short hash of the content to each file's address, so that browsers fetch what is new."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        version = _version(name or "")
        return f"{address}?v={version}" if version else address


@cache
def _version(name: str) -> str:
    # A name that no finder knows gets no version: the browser's 404 then names it.
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10] if found else ""
