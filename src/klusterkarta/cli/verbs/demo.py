"""`klusterkarta demo`: build the Swedish demonstration, and serve it."""

from argparse import ArgumentParser, Namespace

from klusterkarta.cli.output import Output
from klusterkarta.cli.verbs.serve import HOST, PORT, name_address, serve_site
from klusterkarta.cli.workspace import choose_workspace, load_django, make_workspace

WORKSPACE = "demo-workspace"


def add_arguments(parser: ArgumentParser) -> None:
    """Whether and where to serve."""
    parser.add_argument("--no-serve", action="store_true")
    parser.add_argument("--port", type=int, default=PORT)


def run(options: Namespace, out: Output) -> int:
    """Build the workspace unless it is there, then serve it. Passwords are printed once, when it is built."""
    name_address(HOST, options.port)
    path = choose_workspace(options, default=WORKSPACE)
    made = make_workspace(path)
    load_django()
    from klusterkarta.workflow.demo import build_demo, is_built

    built = None
    if made or not is_built():
        out.line("cli.building_demo", path=str(path))
        built = build_demo(progress=out.progress)
        for one in built.collected:
            out.line("cli.read", records=one.records, source=one.file)
        for name, password in built.passwords.items():
            out.line("cli.password_once", user=name, password=password)
    else:
        out.line("cli.demo_there", path=str(path))
    out.document({"workspace": str(path), "built": built is not None, "passwords": built.passwords if built else {}})
    if not options.no_serve:
        serve_site(out, host=HOST, port=options.port, with_worker=True)
    return 0
