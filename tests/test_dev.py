"""The set-up program: what it decides without installing anything."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parent.parent


def test_it_needs_nothing_but_the_standard_library():
    # -S leaves out every installed package, -I the environment and the folder.
    done = subprocess.run([sys.executable, "-I", "-S", ROOT / "dev.py", "--help"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "setup" in done.stdout


def test_an_unknown_word_for_setup_is_wrong_usage():
    done = subprocess.run([sys.executable, ROOT / "dev.py", "setup", "--fats"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "--fats" in done.stderr


@pytest.mark.parametrize(
    ("answer", "enough"), [("v20.0.0", True), ("v24.19.0", True), ("v18.19.1", False), ("?", False)]
)
def test_node_counts_from_version_20(monkeypatch, answer, enough):
    monkeypatch.setattr(
        dev.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=answer + "\n")
    )
    assert dev.node_is_new_enough("node") is enough


def test_a_machine_without_node_has_no_new_enough_one():
    assert dev.node_is_new_enough(None) is False


def test_the_fingerprint_follows_contents_and_tells_a_missing_file_from_an_empty_one(tmp_path):
    file = tmp_path / "lock"
    missing = dev.fingerprint([file])
    file.write_bytes(b"")
    empty = dev.fingerprint([file])
    file.write_bytes(b"a==1")
    full = dev.fingerprint([file])
    assert len({missing, empty, full}) == 3
    assert dev.fingerprint([file]) == full


def test_counts_are_read_from_pytests_report(tmp_path):
    report = tmp_path / "report.xml"
    # 10 tests of which 1 failed, 2 broke and 3 were skipped: 10 - 1 - 2 - 3 = 4 passed
    report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')
    assert dev.read_counts(report) == (4, 3, 3)


def test_without_a_report_nothing_was_counted(tmp_path):
    assert dev.read_counts(tmp_path / "none.xml") == (0, 0, 0)


@pytest.mark.parametrize(
    ("outcomes", "line", "code"),
    [
        ([("check", False, (0, 0, 0)), ("tests", False, (5, 0, 1))], "6 passed, 0 failed, 1 skipped", 0),
        ([("check", True, (0, 0, 0)), ("tests", False, (5, 0, 0))], "5 passed, 1 failed, 0 skipped", 1),
        ([("tests", True, (5, 2, 0))], "5 passed, 2 failed, 0 skipped", 1),
        # pytest broke down after its tests: no test failed, and the run still did
        ([("tests", True, (5, 0, 0))], "5 passed, 1 failed, 0 skipped", 1),
    ],
)
def test_the_closing_line_counts_checks_and_tests(capsys, outcomes, line, code):
    steps = [dev.Outcome(title, failed=failed, seconds=1.0, tests=tests) for title, failed, tests in outcomes]
    assert dev.sum_up(steps) == code
    assert capsys.readouterr().out.splitlines()[-1] == line
