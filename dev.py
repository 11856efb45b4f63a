"""The one command of a fresh clone: set up, show the demonstration, run every check and test.

    python3 dev.py demo [--no-serve] [--port N]   set up, build the Swedish demonstration, serve it on 127.0.0.1:8000
    python3 dev.py test [--fast] [pytest args]    set up with the test tools, run every check and test
    python3 dev.py setup [--run-only]             set up alone (--run-only: without the test tools)

Standard library only, the same on Linux, macOS and Windows: no bash, no symbolic links, no administrator rights.
Everything lands inside this folder: `.venv`, `node_modules` and the built front end. A second run finds its stamp and
goes straight on. How the lock files come to be is told in docs/decisions/locks-and-installation.md.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (whoever runs this may have an older one)
    sys.exit(
        "Klusterkarta needs Python 3.11 or newer; this is Python %d.%d (%s).\n"
        "Install a newer Python and run dev.py with it, for example: python3.12 dev.py demo"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
import venv
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "setup-stamp.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BUILD = ROOT / "src" / "klusterkarta" / "web" / "static" / "klusterkarta" / "build"
RUN_LOCK, DEV_LOCK, NODE_LOCK = (
    ROOT / name for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
)
NODE_MAJOR = 20
NO_TESTS_COLLECTED = 5
# One more than there are cores: browser tests wait more than they compute.
WORKERS = min(8, (os.cpu_count() or 1) + 1)


class SetupError(Exception):
    """Something on this machine keeps us from setting up; the message says what, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit code."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, demonstrate and test Klusterkarta.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="{demo,test,setup}")
    verbs.add_parser("demo", add_help=False, help="set up, build the demonstration and serve it")
    test = verbs.add_parser("test", help="set up and run every check and test; other arguments go to pytest")
    test.add_argument("--fast", action="store_true", help="leave out slow tests, browser tests and PostgreSQL")
    setup_parser = verbs.add_parser("setup", help="set up alone")
    setup_parser.add_argument("--run-only", action="store_true", help="without the test tools")
    known, rest = parser.parse_known_args(arguments)
    if known.verb == "setup" and rest:
        parser.error(f"setup does not know {' '.join(rest)}")
    try:
        if known.verb == "demo":
            return demo(rest)
        if known.verb == "test":
            return test_everything(rest, fast=known.fast)
        setup(with_test_tools=not known.run_only)
        say(f"Ready. The tool is {shown(BIN / 'klusterkarta')}")
    except SetupError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    return 0


# --- setting up ----------------------------------------------------------------------------------------------------


def setup(*, with_test_tools: bool) -> None:
    """Make `.venv`, install from the lock files, build the front end; each step only where its inputs changed."""
    stamp = read_stamp()
    if stamp.get("interpreter") != interpreter() or not PYTHON.exists():
        make_environment()
        stamp = keep({"interpreter": interpreter()})
    wanted = DEV_LOCK if with_test_tools or stamp.get("lock") == DEV_LOCK.name else RUN_LOCK
    packages = fingerprint([wanted, ROOT / "pyproject.toml"])
    if stamp.get("packages") != packages:
        install_packages(wanted)
        stamp = keep({**stamp, "lock": wanted.name, "packages": packages})
    frontend = fingerprint(frontend_inputs())
    if stamp.get("frontend") != frontend or not BUILD.is_dir():
        build_frontend()
        keep({**stamp, "frontend": frontend})


def read_stamp() -> dict[str, str]:
    """Return what the last complete steps left behind; nothing where it cannot be read."""
    try:
        content = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def keep(stamp: dict[str, str]) -> dict[str, str]:
    """Write down which steps are done, and return it."""
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    return stamp


def interpreter() -> str:
    """Name the Python that makes the environment and the folder it stands in: a moved folder needs a new one."""
    return f"{sys.version} {sys.prefix} {ROOT}"


def make_environment() -> None:
    """Make an empty virtual environment in place of any old one."""
    say("Making .venv")
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SetupError(
            f"Could not make a virtual environment in {VENV}: {problem}\n"
            "On Debian and Ubuntu install the package python3-venv (for your Python version) and run this again;\n"
            "elsewhere check that this folder can be written and that no program of an older .venv is running."
        ) from problem


def install_packages(lock: Path) -> None:
    """Install what `lock` pins, each file checked against its hash, and then the project itself in place."""
    say(f"Installing packages from {lock.name} (a few minutes the first time)")
    pip("install", "--require-hashes", "--requirement", str(lock))
    say("Installing Klusterkarta itself")
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    make_link_relative()


def make_link_relative() -> None:
    """Rewrite the editable install's path file as a relative, ASCII path.

    Python 3.11 and 3.12 on Windows read such a file in the system's code page, so an absolute path with å, ä or ö in
    it is not found there.
    """
    packages = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(VENV), "platbase": str(VENV)}))
    links = list(packages.glob("*klusterkarta*.pth"))
    if not links:
        raise SetupError(f"The editable install left no path file in {packages}; remove .venv and run this again.")
    for link in links:
        link.write_text(os.path.relpath(ROOT / "src", packages) + "\n", encoding="ascii")


def pip(*arguments: str) -> None:
    """Run the environment's pip."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments, "-qq"]
    if run(command) != 0:
        raise SetupError(
            "Installing packages failed; pip's message above says why.\n"
            "No network, or a proxy? pip takes --proxy from PIP_PROXY and an internal index from PIP_INDEX_URL.\n"
            "Run the same command again: what was fetched already is kept."
        )


def frontend_inputs() -> list[Path]:
    """List every file the front-end build reads."""
    sources = sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())
    return [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc", *sources]


def build_frontend() -> None:
    """Install the front-end packages by `package-lock.json` and bundle them into the site's static files."""
    npm = find_npm()
    say("Installing front-end packages and bundling them")
    for command in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build", "--silent"]):
        if run([npm, *command]) != 0:
            raise SetupError(
                f"npm {command[0]} failed; npm's message above says why.\n"
                "No network, or a proxy? npm takes it from HTTPS_PROXY, an internal registry from npm_config_registry."
            )


def find_npm() -> str:
    """Return npm of a new enough Node.js: the machine's, or the one that a package brings into `.venv`."""
    if node_is_new_enough(shutil.which("node")) and (npm := shutil.which("npm")):
        return npm
    own = shutil.which("npm", path=str(BIN))
    if not own:
        say(f"No Node.js {NODE_MAJOR} or newer here; installing one into .venv")
        pip("install", "--require-hashes", "--requirement", str(NODE_LOCK))
        own = shutil.which("npm", path=str(BIN))
    if not own:
        raise SetupError(
            f"No npm came with {NODE_LOCK.name}; install Node.js {NODE_MAJOR} or newer and run this again."
        )
    return own


def node_is_new_enough(node: str | None) -> bool:
    """Say whether this Node.js can build the front end."""
    if node is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", answer)
    return version is not None and int(version.group(1)) >= NODE_MAJOR


def fingerprint(files: Iterable[Path]) -> str:
    """Hash names and contents of files; a missing one counts as missing."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes() if path.exists() else b"missing"
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


# --- the demonstration ---------------------------------------------------------------------------------------------


def demo(arguments: Sequence[str]) -> int:
    """Set up what running needs, then hand over to `klusterkarta demo`."""
    if not {"-h", "--help"} & set(arguments) or not PYTHON.exists():
        setup(with_test_tools=False)
    return run([str(BIN / "klusterkarta"), "demo", *arguments])


# --- checks and tests ----------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """How one check or test run ended."""

    title: str
    failed: bool
    seconds: float
    tests: tuple[int, int, int] = (0, 0, 0)
    """Tests passed, failed and skipped; all nought for a check."""

    def line(self) -> str:
        counts = "{} passed, {} failed, {} skipped".format(*self.tests) if any(self.tests) else ""
        return f"  {'FAILED' if self.failed else 'ok':<7}{self.title:<40}{self.seconds:6.0f} s  {counts}".rstrip()


def test_everything(pytest_arguments: Sequence[str], *, fast: bool) -> int:
    """Run every check and test, go on after a failure, and sum up at the end."""
    setup(with_test_tools=True)
    if not fast:
        install_browser()
    outcomes = [
        check("Style (ruff check)", "ruff", "check", "."),
        check("Format (ruff format)", "ruff", "format", "--check", "."),
        check("Types (mypy)", "mypy"),
        check("Import contracts (lint-imports)", "lint-imports"),
    ]
    chosen = ["-m", "not slow and not browser"] if fast else []
    outcomes.append(run_tests("Tests on SQLite", [*chosen, *pytest_arguments], database="sqlite"))
    if not fast:
        outcomes.append(test_on_postgres(pytest_arguments))
    return sum_up(outcomes)


def check(title: str, tool: str, *arguments: str) -> Outcome:
    """Run one checking tool of the environment under its heading."""
    say(title)
    started = time.monotonic()
    code = run([str(BIN / tool), *arguments])
    return Outcome(title, failed=code != 0, seconds=time.monotonic() - started)


def test_on_postgres(pytest_arguments: Sequence[str]) -> Outcome:
    """Run the register's tests a second time, on PostgreSQL, where a server can be had."""
    title = "Register tests on PostgreSQL"
    found = subprocess.run([str(PYTHON), "-c", "import pgserver"], capture_output=True, check=False).returncode == 0
    if found or "TEST_DATABASE_URL" in os.environ:
        # The caller's own selection may hold no test of a register; the full suite must.
        chosen = ["-m", "register", *pytest_arguments]
        return run_tests(title, chosen, database="postgres", may_be_empty=bool(pytest_arguments))
    say(f"{title}: skipped. No pgserver for this Python or machine; name a server in TEST_DATABASE_URL")
    return Outcome(title, failed=os.environ.get("CI", "").lower() == "true", seconds=0, tests=(0, 0, 1))


def run_tests(title: str, arguments: Sequence[str], *, database: str, may_be_empty: bool = False) -> Outcome:
    """Run pytest on one database and read its counts from the report it writes."""
    say(title)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        spread = ["-n", str(WORKERS), "--dist", "worksteal"]
        command = [str(PYTHON), "-m", "pytest", *spread, f"--junitxml={report}", *arguments]
        # Bytecode is kept even where the surroundings say not to: some hundred processes would compile all of it anew.
        code = run(command, TEST_DATABASE=database, PYTHONDONTWRITEBYTECODE="")
        tests = read_counts(report)
    failed = code != 0 and not (may_be_empty and code == NO_TESTS_COLLECTED)
    return Outcome(title, failed=failed, seconds=time.monotonic() - started, tests=tests)


def read_counts(report: Path) -> tuple[int, int, int]:
    """Read how many tests passed, failed and were skipped from a JUnit report; nought without one."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    total, failures, errors, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return total - failed - skipped, failed, skipped


def sum_up(outcomes: Sequence[Outcome]) -> int:
    """Print one line per step and a closing line that counts tests and checks, and return the exit code."""
    say("Summary")
    for outcome in outcomes:
        print(outcome.line())
    passed, failed, skipped = (sum(outcome.tests[kind] for outcome in outcomes) for kind in range(3))
    # A failed step without a failed test (a check, or pytest itself breaking down) counts as one.
    steps = sum(1 for outcome in outcomes if outcome.failed and not outcome.tests[1])
    passed += sum(1 for outcome in outcomes if not outcome.failed and not any(outcome.tests))
    print(f"\n{passed} passed, {failed + steps} failed, {skipped} skipped")
    return 1 if failed + steps else 0


def install_browser() -> None:
    """Install Chromium for the browser tests where this can be done: as root on Debian."""
    if shutil.which("chromium"):
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get")):
        say("No Chromium here: the browser tests will be skipped")
        return
    say("Installing Chromium for the browser tests (apt-get install chromium)")
    wait = ["-o", "DPkg::Lock::Timeout=300", "-qq"]
    packages = ["-y", "--no-install-recommends", "chromium", "fonts-liberation"]
    for command in (["apt-get", "update", *wait], ["apt-get", "install", *wait, *packages]):
        if run(command, quiet=True, DEBIAN_FRONTEND="noninteractive") != 0:
            print(f"{' '.join(command)} failed; the browser tests will be skipped (and fail where CI=true)")
            return


# --- shared --------------------------------------------------------------------------------------------------------


def run(command: Sequence[str], *, quiet: bool = False, **environment: str) -> int:
    """Run a program in the project's folder with the environment's programs first on the path; return its exit code."""
    surroundings = {**os.environ, "PYTHONUTF8": "1", **environment}
    surroundings["PATH"] = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    output = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(command, cwd=ROOT, env=surroundings, stdout=output, check=False).returncode
    except FileNotFoundError:
        print(f"{command[0]} is not there; remove .venv and run this again", file=sys.stderr)
        return 3


def shown(path: Path) -> str:
    """Write a path inside the project the way a person types it."""
    return os.path.relpath(path, Path.cwd())


def say(heading: str) -> None:
    """Print a heading at once, so that it stands before what the next program prints."""
    print(f"\n== {heading}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
