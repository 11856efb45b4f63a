"""`klusterkarta analyse NAME INPUT … --out F`: measures on plain files; no workspace, no web framework."""

import importlib
from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli import analyses
from klusterkarta.cli.output import Output


def analysis_names() -> list[str]:
    """The analyses there are: the files of `cli/analyses`."""
    files = (path for folder in analyses.__path__ for path in Path(folder).glob("*.py"))
    return sorted(path.stem for path in files if not path.stem.startswith("_"))


def add_arguments(parser: ArgumentParser) -> None:
    """Which analysis; each adds its own arguments."""
    actions = parser.add_subparsers(dest="analysis", required=True, metavar="|".join(analysis_names()))
    for name in analysis_names():
        module = importlib.import_module(f"klusterkarta.cli.analyses.{name}")
        module.add_arguments(actions.add_parser(name, description=module.__doc__, allow_abbrev=False))


def run(options: Namespace, out: Output) -> int:
    """Run the analysis; its exit code."""
    return int(importlib.import_module(f"klusterkarta.cli.analyses.{options.analysis}").run(options, out))
