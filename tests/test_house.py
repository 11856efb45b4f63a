"""The house rules that a machine can see: sizes, signatures, imports, and what must not stand in any file."""

import ast
import re
import statistics
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "klusterkarta"
FILE_CAP, FILE_MEDIAN = 500, 90
FUNCTION_CAP, FUNCTION_MEDIAN = 60, 10
PARAMETERS, POSITIONAL = 6, 2
READS_THE_ENVIRONMENT = {SOURCE / "settings.py"}


@cache
def source_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts))


@cache
def functions() -> tuple[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef], ...]:
    """Return every function of the source under the name `file:line name`."""
    return tuple(
        (f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", node)
        for path in (*source_files(), ROOT / "dev.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno - first.lineno + 1) if documented else 0
    return node.end_lineno - node.lineno + 1 - docstring


@cache
def kept_files() -> tuple[Path, ...]:
    """Return the files that are, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(path for name in listed if name and (path := ROOT / name).is_file())


@cache
def kept_texts() -> tuple[tuple[str, str], ...]:
    """Return each kept text file by its name; files that are not UTF-8 are pictures and workbooks."""
    texts = []
    for path in kept_files():
        try:
            texts.append((path.relative_to(ROOT).as_posix(), path.read_bytes().decode()))
        except UnicodeDecodeError:
            continue
    return tuple(texts)


def test_files_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}
    assert [f"{path}: {lines}" for path, lines in lengths.items() if lines > FILE_CAP] == []
    # A package's own file holds a docstring at most and would pull the median down.
    assert statistics.median(lines for path, lines in lengths.items() if path.name != "__init__.py") < FILE_MEDIAN


def test_functions_are_short():
    lengths = {name: length(node) for name, node in functions()}
    assert [f"{name}: {lines}" for name, lines in lengths.items() if lines > FUNCTION_CAP] == []
    assert statistics.median(lengths.values()) < FUNCTION_MEDIAN


def test_functions_take_few_parameters_and_public_ones_name_all_but_two():
    faults = []
    for name, node in functions():
        if "/cli/" in name:
            continue
        positional = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        own = [argument for argument in positional if argument not in ("self", "cls")]
        public = not node.name.startswith("_")
        if len(own) + len(node.args.kwonlyargs) > PARAMETERS or (public and len(own) > POSITIONAL):
            faults.append(name)
    assert faults == [], "\n".join(faults)


def test_package_files_import_nothing():
    # Django finds an app's models by importing its `models`; where that is a package it gathers its files.
    packages = [path for path in source_files() if path.name == "__init__.py" and path.parent.name != "models"]
    faults = [
        path.relative_to(ROOT).as_posix()
        for path in packages
        if any(not isinstance(node, ast.Expr) for node in ast.parse(path.read_text(encoding="utf-8")).body)
    ]
    assert packages
    assert faults == []


def test_only_the_settings_read_the_environment():
    reads = re.compile(r"\b(os\.environ|os\.getenv|from os import .*\b(environ|getenv)\b)")
    faults = [
        path.relative_to(ROOT).as_posix()
        for path in source_files()
        if path not in READS_THE_ENVIRONMENT and reads.search(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


# Single characters stand in brackets here and there so that this file is not its own finding.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/|[A-Z]:\\Users\\",
    "a package registry's host": r"\b(pypi[.]org|pythonhosted[.]org|registry[.]npmjs|npmjs[.]com|deb[.]debian)",
    "an index line in a lock file": r"^--(extra-)?index-url|^--find-links",
    "a resolved address in the npm lock": r'"resolve[d]":',
    "a merge left half-way": r"^(<{7}|>{7}) ",
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_kept_file_holds(kind):
    pattern = re.compile(FORBIDDEN[kind], re.MULTILINE)
    faults = [f"{name}: {found.group(0)}" for name, text in kept_texts() if (found := pattern.search(text))]
    assert faults == []


def test_texts_end_their_lines_the_same_way():
    assert [name for name, text in kept_texts() if "\r" in text and not name.startswith("tests/")] == []
    assert [name for name, text in kept_texts() if text and not text.endswith("\n")] == []


def test_no_kept_file_is_huge():
    # One megabyte: the largest reviewed file of the repository, a lock, is a fifth of it.
    assert [path.name for path in kept_files() if path.stat().st_size > 1_000_000] == []
