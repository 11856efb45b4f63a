"""`klusterkarta concepts` as a person meets it, in a workspace that was made before the workspace had concepts."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from klusterkarta.vocabularies.concepts import concepts
from klusterkarta.vocabularies.concepts_rdf import write_rdf


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A workspace of format 3: without the tables of concepts, brought up to date."""
    path = tmp_path_factory.mktemp("begrepp") / "arbetsyta"
    assert run("init", workspace=path).returncode == 0
    with closing(sqlite3.connect(path / "register.sqlite3")) as register, register:
        for table in ("wording", "schemehead", "write"):
            register.execute(f"DROP TABLE concepts_{table}")
        register.execute("DELETE FROM django_migrations WHERE app = 'concepts'")
    (path / "workspace.json").write_text(json.dumps({"format": 3}), encoding="utf-8")
    assert answer("upgrade", workspace=path)["to"] == 4
    return path


def run(*words, workspace):
    command = [sys.executable, "-m", "klusterkarta", *words, "--lang", "sv", "--workspace", str(workspace)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def answer(*words, workspace):
    done = run(*words, "--json", workspace=workspace)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_changed_scheme_comes_in_and_is_taken_back(workspace, tmp_path):
    file = tmp_path / "vn.ttl"
    given = write_rdf(concepts(), scheme="s3-vasternorrland", form="ttl")
    file.write_text(given.replace('"GovTech"@sv', '"Smart förvaltning"@sv'), encoding="utf-8")
    taken = answer("concepts", "import", str(file), "--why", "nytt namn", workspace=workspace)
    assert (taken["changed"], taken["unchanged"]) == (["vn_govtech"], 8)
    file.write_text(given + "<urn:klusterkarta:concept:vn_govtech> skos:broader <urn:x:vn_govtech> .", encoding="utf-8")
    ring = run("concepts", "import", str(file), workspace=workspace)
    assert (ring.returncode, "går i ring: vn_govtech → vn_govtech" in ring.stderr) == (2, True)
    answer("concepts", "take-back", str(taken["write"]), workspace=workspace)
    told = answer("concepts", "history", "vn_govtech", workspace=workspace)["history"]
    assert [(one["step"], one["why"], one["by"]) for one in told] == [
        ("restore", "", "operator"),
        ("import", "nytt namn", "operator"),
    ]
    assert told[0]["concept"]["words"]["sv"] == ["GovTech"]
