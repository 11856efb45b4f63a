"""Serving: the site by waitress in this process, the worker in a child process that ends with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType
from typing import Any

from klusterkarta.settings import Settings, current
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained

WAIT_FOR_WORKER = 10.0
RESTART_AFTER = 2.0
# Up to so many times the limit on uploads a body is read, and its file dropped, so that the form can say what is wrong.
_ANSWERED_TIMES = 10


class CannotServe(Explained):
    """The address cannot be used: taken by another program, or not allowed."""


def serve(*, port: int = 8000, host: str = "127.0.0.1", with_worker: bool = True, threads: int = 8) -> None:
    """Serve the site until told to end; with the worker, unless one runs elsewhere. Raises CannotServe."""
    from django.core.wsgi import get_wsgi_application

    settings = current()
    server = _server(get_wsgi_application(), settings, host=host, port=port, threads=threads)
    _end_on_terminate()
    Thread(target=_load_pages, name="page-loader", daemon=True).start()
    try:
        if with_worker:
            with worker_beside(settings):
                server.run()
        else:
            server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def _load_pages() -> None:
    """Load every page's code, which takes seconds, while nobody has asked for a page yet."""
    from django.urls import get_resolver

    get_resolver().check()


@contextmanager
def worker_beside(settings: Settings) -> Iterator[None]:
    """A worker in a child process while the block runs; it is started anew if it dies, and ends with the block.

    The child reads from a pipe that only this process holds. When this process ends in whatever way, the pipe breaks
    and the child ends too; that works without signals and process groups, which Windows does not have.
    """
    ending = Event()
    keeper = Thread(target=_keep_worker, args=(settings, ending), name="worker-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join(WAIT_FOR_WORKER + RESTART_AFTER)


def work(*, once: bool = False, with_parent: bool = False) -> int:
    """Work alone, as the child of `serve` (`with_parent`) or as a service of its own; how many jobs were taken.

    SIGTERM, Ctrl-C and the parent's end stop it; the job at hand goes back into the queue.
    """
    from klusterkarta.workflow.work import run_worker

    stop = Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    if with_parent:
        Thread(target=_watch_parent, args=(stop,), name="parent-watcher", daemon=True).start()
    if not once:
        Thread(target=_keep_index, args=(stop,), name="index-keeper", daemon=True).start()
    return run_worker(once=once, stop=stop)


def _watch_parent(stop: Event) -> None:
    """Set `stop` when the parent's end of the pipe is gone; the parent never writes to it."""
    # By its number: a thread that waits inside `sys.stdin` holds a lock that the interpreter needs when it ends.
    while os.read(0, 1):
        pass
    stop.set()


def _keep_index(stop: Event) -> None:
    # What search stands on takes a second to load; the worker's first job does not wait for it.
    from klusterkarta.workflow.search_upkeep import keep_index

    keep_index(stop)


def worker_command(settings: Settings) -> list[str]:
    """The command that starts a worker for this workspace; it ends when its standard input does."""
    return [sys.executable, "-m", "klusterkarta", "work", "--workspace", str(settings.workspace), "--with-parent"]


def _keep_worker(settings: Settings, ending: Event) -> None:
    while not ending.is_set():
        child = subprocess.Popen(worker_command(settings), stdin=subprocess.PIPE)
        while child.poll() is None and not ending.wait(0.2):
            pass
        _end(child)
        if not ending.is_set():
            ending.wait(RESTART_AFTER)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Let the worker put its job back and end; if it does not, end it."""
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(WAIT_FOR_WORKER)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _server(application: Any, settings: Settings, *, host: str, port: int, threads: int) -> Any:
    from waitress.server import create_server

    behind = {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"}}
    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            # A larger body is refused before it is read, in waitress's own few words.
            max_request_body_size=settings.max_upload_bytes * _ANSWERED_TIMES,
            **(behind if settings.behind_proxy else {}),
        )
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise CannotServe(Reason("serve.address_taken", {"host": host, "port": port, "problem": why})) from problem


def _end_on_terminate() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
