"""`klusterkarta benchmark NAME`: measure speed or quality on generated data; needs no workspace."""

import importlib
from argparse import REMAINDER, ArgumentParser, Namespace
from pathlib import Path

from klusterkarta import benchmarks
from klusterkarta.cli.output import Output
from klusterkarta.vocabularies.words import say


def benchmark_names() -> list[str]:
    """The benchmarks there are: the packages with a `run.py`."""
    return sorted(path.parent.name for folder in benchmarks.__path__ for path in Path(folder).glob("*/run.py"))


def add_arguments(parser: ArgumentParser) -> None:
    """Which one; what follows is read by the benchmark itself, the only one that is loaded."""
    parser.add_argument("name", choices=benchmark_names(), metavar="NAME", help=" | ".join(benchmark_names()))
    parser.add_argument("rest", nargs=REMAINDER, metavar="…", help=say("cli.help_benchmark", "en"))


def run(options: Namespace, out: Output) -> int:
    """Print its tables, as Markdown or JSON."""
    from klusterkarta.benchmarks.table import as_markdown, as_plain

    module = importlib.import_module(f"klusterkarta.benchmarks.{options.name}.run")
    parser = ArgumentParser(
        prog=f"klusterkarta benchmark {options.name}", description=module.__doc__, allow_abbrev=False
    )
    module.add_arguments(parser)
    tables = module.run(parser.parse_args(options.rest), out.note)
    for table in tables:
        out.text(as_markdown(table) + "\n")
    out.document({"benchmark": options.name, "tables": [as_plain(table) for table in tables]})
    return 0
