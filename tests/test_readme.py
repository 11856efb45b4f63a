"""The commands of both READMEs, run as they stand there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

ROOT = Path(__file__).parents[1]
TOOL = ".venv/bin/klusterkarta "


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line.strip().removeprefix(TOOL) for line in re.findall(r"^    (.+)$", text, re.MULTILINE)]


def write_list(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Aktörer")
        sheet.write_row(0, 0, ["Namn", "Län", "Antal medlemmar"])
        sheet.write_row(1, 0, ["Glasriket", "Kronobergs län", "ca 30"])


def test_the_commands_for_your_own_data_work_as_written(tmp_path):
    lines = commands("README.md")  # README.sv.md gives the same, as the next test shows
    assert len(lines) >= 6
    write_list(tmp_path / "aktorer.xlsx")
    for line in lines:
        words = shlex.split(line)
        if words[0] == "serve":
            words = ["check-setup", *words[1:]]  # Serving does not end; what it needs is checked instead.
        done = subprocess.run(
            [sys.executable, "-m", "klusterkarta", *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        # check-setup ends with 1 here: nobody has filled in the owner.
        assert done.returncode == (1 if words[0] == "check-setup" else 0), done.stderr


def test_both_readmes_give_the_same_commands():
    assert commands("README.md") == commands("README.sv.md")


@pytest.mark.parametrize("name", ["README.md", "README.sv.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_and_pictures_are_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [one for one in re.findall(r"\]\(([^)#]+)\)", text) if not one.startswith("http")]
    assert [one for one in targets if not (ROOT / one).exists()] == []


def test_what_architecture_names_exists():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/.]+)`", text)
    assert len(named) > 5
    assert [one for one in named if not (ROOT / one).exists()] == []
