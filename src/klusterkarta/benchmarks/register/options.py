"""Options that the benchmarks of a register share: how large, on which databases."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from klusterkarta.benchmarks.register.postgres import database, server

SIZES = (1_000, 10_000, 100_000)
DATABASES = ("sqlite", "postgres")


def add_register_arguments(parser: ArgumentParser) -> None:
    """`--actors`, `--database` and `--keep`."""
    parser.add_argument("--actors", type=sizes, default=SIZES, metavar="N,N,…", help="sizes of the register")
    help_database = "postgres: the server of DATABASE_URL, or one that is started for the run"
    parser.add_argument("--database", choices=DATABASES, default="sqlite", help=help_database)
    help_keep = "keep SQLite registers here: `collect` makes them anew, `site` uses those that are there"
    parser.add_argument("--keep", type=Path, metavar="DIR", help=help_keep)


def sizes(text: str) -> tuple[int, ...]:
    """Whole numbers above 0, by commas, in ascending order.

    >>> sizes("10000,1000")
    (1000, 10000)
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) for part in parts):
        raise ArgumentTypeError(f"expected whole numbers above 0, by commas, not {text!r}")
    return tuple(sorted({int(part) for part in parts}))


@contextmanager
def databases(kind: str, count: int) -> Iterator[Iterator[str]]:
    """So many addresses of empty databases, one after the other; "" is SQLite in the workspace. Raises NoServer."""
    if kind == "sqlite":
        yield iter([""] * count)
        return
    with server() as address:
        made = _made(address, count)
        try:
            yield made
        finally:
            # The last database is dropped while its server still answers.
            made.close()


def _made(address: str, count: int) -> Generator[str, None, None]:
    for _ in range(count):
        with database(address) as made:
            yield made
