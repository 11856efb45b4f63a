"""The line to a service: throttled, patient within limits, and deaf to answers that are too long or cut off."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from klusterkarta.sources.services.refusals import NoService, TooMuch, bad_answer, bad_question
from klusterkarta.sources.services.said import said_by
from klusterkarta.sources.services.throttle import Throttle
from klusterkarta.values.reason import Reason, Scalar

if TYPE_CHECKING:
    from requests import Response, Session

_AGENT = "klusterkarta"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often: seconds to connect, between two parts of an answer and for a whole one; tries; the
    first pause before another try (it doubles) and the longest pause that a service may ask for; the longest answer.
    """

    connect: float = 10
    read: float = 60
    whole: float = 300
    tries: int = 4
    pause: float = 1
    longest: float = 120
    most_bytes: int = 200_000_000


@dataclass(slots=True, kw_only=True)
class Line:
    """Calls to one service under the name it is known by; `asked` are the addresses that it answered.

    `too_much` are the answers by which it says that a question is too large (413 Content Too Large, 414 URI Too Long).
    """

    name: str
    throttle: Throttle
    patience: Patience = field(default_factory=Patience)
    too_much: tuple[int, ...] = (413, 414)
    sleep: Callable[[float], None] = time.sleep
    asked: list[str] = field(default_factory=list)

    def get(self, address: str, *, query: Sequence[tuple[str, str]] = ()) -> bytes:
        """The answer to a GET. Raises BadQuestion, TooMuch, BadAnswer and NoService."""
        return self._ask("GET", address, {"params": list(query)})

    def post(self, address: str, *, query: Sequence[tuple[str, str]] = (), body: Mapping[str, Any]) -> bytes:
        """The answer to a POST of JSON; it only asks, so it may be repeated."""
        return self._ask("POST", address, {"params": list(query), "json": dict(body)})

    def _ask(self, method: str, address: str, how: Mapping[str, Any]) -> bytes:
        import requests

        with requests.Session() as session:
            session.max_redirects = 3
            session.headers["User-Agent"] = _AGENT
            for attempt in range(1, self.patience.tries + 1):
                self.throttle.wait()
                try:
                    return self._answer(session, method, address, how)
                except _Again as again:
                    if attempt == self.patience.tries or again.pause > self.patience.longest:
                        raise again.reason from again.cause
                    self.sleep(again.pause or self.patience.pause * 2 ** (attempt - 1))
        raise AssertionError("every try returns or raises")

    def _answer(self, session: "Session", method: str, address: str, how: Mapping[str, Any]) -> bytes:
        import requests

        about: dict[str, Scalar] = {"service": self.name, "address": address}
        times = (self.patience.connect, self.patience.read)
        try:
            with closing(session.request(method, address, timeout=times, stream=True, **how)) as response:
                body = self._body(response)
                self._check(response, body)
                self.asked.append(response.url)
                return body
        except requests.Timeout as problem:
            slow = Reason("service.slow", {**about, "seconds": round(self.patience.read)})
            raise _Again(NoService(slow), problem) from problem
        except requests.exceptions.ChunkedEncodingError as problem:
            raise _Again(bad_answer("service.cut", **about), problem) from problem
        except requests.RequestException as problem:
            unreachable = Reason("service.unreachable", {**about, "why": type(problem).__name__})
            raise _Again(NoService(unreachable), problem) from problem

    def _body(self, response: "Response") -> bytes:
        """The whole answer, unless it is too long or takes too long."""
        parts, size, begun = [], 0, time.monotonic()
        about: dict[str, Scalar] = {"service": self.name, "address": response.url}
        for part in response.iter_content(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > self.patience.most_bytes:
                raise bad_answer("service.too_large", **about, megabytes=self.patience.most_bytes // 1_000_000)
            if time.monotonic() - begun > self.patience.whole:
                raise NoService(Reason("service.slow", {**about, "seconds": round(self.patience.whole)}))
        return b"".join(parts)

    def _check(self, response: "Response", body: bytes) -> None:
        """Raise for any answer that is none: 429 and 5xx may be tried again, other ones not."""
        status = response.status_code
        about: dict[str, Scalar] = {"service": self.name, "address": response.url}
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return
        said = said_by(body)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            pause = _asked_pause(response)
            busy = Reason("service.busy_until", {**about, "seconds": round(pause)})
            raise _Again(NoService(busy if pause else Reason("service.busy", about)), None, pause)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            failed = {**about, "status": status, "tries": self.patience.tries, "said": said}
            raise _Again(NoService(Reason("service.failed", failed)), None, _asked_pause(response))
        if status in self.too_much:
            raise TooMuch(Reason("service.too_much", {**about, "status": status, "said": said}))
        if status == HTTPStatus.NOT_FOUND:
            raise bad_question("service.not_found", **about, said=said)
        raise bad_question("service.refused", **about, status=status, said=said)


class _Again(Exception):
    """Another try may do: what to say if it does not, why, and the pause that the service asks for."""

    def __init__(self, reason: Exception, cause: Exception | None, pause: float = 0) -> None:
        super().__init__(str(reason))
        self.reason, self.cause, self.pause = reason, cause, pause


def _asked_pause(response: "Response") -> float:
    """The seconds of Retry-After (a number or a date); 0 where it does not say."""
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    given = response.headers.get("Retry-After", "")
    try:
        return max(0.0, Retry().parse_retry_after(given)) if given else 0.0
    except InvalidHeader:
        return 0.0
