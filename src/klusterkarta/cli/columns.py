"""Arguments that several analyses have: which column is what, and which rows of a table count."""

from argparse import ArgumentParser
from collections.abc import Iterable


def add_columns(parser: ArgumentParser, *, needed: Iterable[str] = (), optional: Iterable[str] = ()) -> None:
    """An argument `--name COLUMN` for each column; an optional one that is not given is "".

    >>> parser = ArgumentParser()
    >>> add_columns(parser, needed=["region"], optional=["year"])
    >>> parser.parse_args(["--region", "Län"])
    Namespace(region='Län', year='')
    """
    for name in needed:
        parser.add_argument(f"--{name}", required=True, metavar="COLUMN")
    for name in optional:
        parser.add_argument(f"--{name}", default="", metavar="COLUMN")


def add_rows(parser: ArgumentParser) -> None:
    """Which rows of a table of regions and industries count, and whether its industries are joined to clusters."""
    parser.add_argument("--years", default="", metavar="YEAR,…")
    parser.add_argument("--mixed-codes", choices=("refuse", "keep"), default="refuse")
    parser.add_argument("--clusters", default="", metavar="FILE|sector_groups")
