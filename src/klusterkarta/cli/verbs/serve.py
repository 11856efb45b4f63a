"""`klusterkarta serve`: the site, and the worker beside it."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.settings import Settings, current, use

HOST, PORT = "127.0.0.1", 8000


def add_arguments(parser: ArgumentParser) -> None:
    """Address and worker."""
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--no-worker", action="store_true")


def run(options: Namespace, out: Output) -> int:
    """Serve until stopped."""
    name_address(options.host, options.port)
    open_workspace(options)
    serve_site(out, host=options.host, port=options.port, with_worker=not options.no_worker)
    return 0


def name_address(host: str, port: int) -> None:
    """Let permanent addresses name where this site is served, on this machine and where no setting names another."""
    settings = current()
    if settings.base_url == Settings().base_url and _in_address(host) in settings.allowed_hosts:
        use(replace(settings, base_url=f"http://{_in_address(host)}:{port}"))


def serve_site(out: Output, *, host: str, port: int, with_worker: bool) -> None:
    """Say where the site is, and serve it."""
    from klusterkarta.workflow.serve import serve

    out.line("cli.serving", address=f"http://{_in_address(host)}:{port}/")
    out.line("cli.stop_with")
    serve(host=host, port=port, with_worker=with_worker)


def _in_address(host: str) -> str:
    """A host as addresses have it: the colons of IPv6 stand in brackets."""
    return f"[{host}]" if ":" in host else host
