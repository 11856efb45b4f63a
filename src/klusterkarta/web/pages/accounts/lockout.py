"""What is answered to somebody who is locked out after too many attempts."""

from math import ceil

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse


def keep_answer(_request: HttpRequest, answer: HttpResponse, *_credentials: object) -> HttpResponse:
    """The login page itself says that the visitor is locked out: axes is to leave it as it is."""
    return answer


def is_locked(request: HttpRequest) -> bool:
    """Whether axes refused this attempt, or counts it as the last."""
    return bool(getattr(request, "axes_locked_out", False))


def minutes_to_wait(request: HttpRequest) -> int:
    """How long a lockout lasts."""
    return ceil(get_cool_off(request).total_seconds() / 60)
