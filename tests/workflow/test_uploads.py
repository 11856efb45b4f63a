"""Uploads: kept under names of our own, never over the limit, forgotten whole; and what is remembered of columns."""

from dataclasses import asdict, replace

import pytest

from klusterkarta.settings import current, use
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.collect import collect_file, source_details
from klusterkarta.workflow.uploads import (
    UnknownUpload,
    Upload,
    change_upload,
    find_upload,
    forget_upload,
    keep_upload,
    mapping_yaml,
    previewed,
    read_mapping,
    remembered_mapping,
    request_of,
)
from klusterkarta.workflow.verbs import upload_path

pytestmark = pytest.mark.django_db
EDITOR = Caller("anna", "editor")
ROWS = b"Nr;Organisation;Tillst;Tillst\n1;Glasriket;ja;nej\n"


@pytest.fixture(autouse=True)
def workspace(own_workspace):
    return own_workspace


def keep(content: bytes = ROWS, name: str = "kluster.csv", source: str = "Provet") -> Upload:
    return keep_upload([content], file_name=name, source=asdict(source_details(source)), caller=EDITOR)


def files(workspace) -> list[str]:
    return sorted(path.name for path in (workspace / "uploads").glob("*"))


def test_it_is_found_again_and_a_job_finds_its_file():
    upload = keep()
    assert find_upload(upload.id, caller=EDITOR) == upload
    assert upload_path(upload.stored) == upload.path.resolve()
    assert upload.path.read_bytes() == ROWS


def test_only_those_who_may_collect_keep_and_find_it(workspace):
    reader = Caller("rut", "reader")
    with pytest.raises(NotAllowed):
        keep_upload([ROWS], file_name="a.csv", source=asdict(source_details("Provet")), caller=reader)
    assert files(workspace) == []
    upload = keep()
    with pytest.raises(NotAllowed):
        find_upload(upload.id, caller=reader)


def test_only_the_service_reads_the_file():
    assert keep().path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("token", ["", "..", "../secret-key", "0" * 32, "A" * 32, "0" * 31 + "/"])
def test_what_is_no_upload(token):
    with pytest.raises(UnknownUpload):
        find_upload(token, caller=EDITOR)


def test_an_upload_whose_file_is_gone_is_gone():
    upload = keep()
    upload.path.unlink()
    with pytest.raises(UnknownUpload) as raised:
        find_upload(upload.id, caller=EDITOR)
    assert raised.value.reason.parameters["file"] == "kluster.csv"


def test_over_the_limit_nothing_stays_and_no_more_is_taken(workspace):
    use(replace(current(), max_upload_mb=1))
    taken = []

    def chunks():
        for number in range(30):
            taken.append(number)
            yield b"x" * 100_000

    with pytest.raises(UnreadableFile) as raised:
        keep_upload(chunks(), file_name="stor.csv", source=asdict(source_details("Provet")), caller=EDITOR)
    assert raised.value.reason.parameters == {"file": "stor.csv", "megabytes": 1.1, "limit": 1}
    # 1 000 000 bytes are let through; the eleventh chunk goes beyond.
    assert len(taken) == 11
    assert files(workspace) == []


@pytest.mark.parametrize(
    ("name", "called", "ending"),
    [
        ("C:\\mapp\\kluster.XLSX", "kluster.XLSX", ".xlsx"),
        ("../../etc/passwd", "passwd", ".bin"),
        ("a\x00b.csv", "ab.csv", ".csv"),
        ("", "upload", ".bin"),
        ("x" * 500 + ".csv", "x" * 196 + ".csv", ".csv"),
    ],
)
def test_the_name_is_only_a_name(name, called, ending):
    upload = keep(name=name)
    assert upload.file_name == called
    assert upload.stored == upload.id + ending


def test_forgetting_leaves_nothing(workspace):
    forget_upload(keep())
    assert files(workspace) == []


def test_reasons_name_the_file_as_its_owner_does():
    upload = keep()
    about = Reason("file.empty", {"file": upload.stored})
    assert upload.as_called(about).parameters["file"] == "kluster.csv"
    other = Reason("file.empty", {"file": "en annan.csv"})
    assert upload.as_called(other) is other


def test_what_a_person_decided_about_columns_is_remembered_by_header():
    upload = change_upload(keep(), mapping={"letters": {"C": "label", "D": "ignore", "B": "name"}})
    collect_file(request_of(upload, dry_run=False), caller=EDITOR)
    assert remembered_mapping("provet") == {"columns": {"Organisation": "name", "Tillst": "ignore"}}
    assert remembered_mapping("okänd") == {}


def test_a_remembered_choice_is_kept_as_far_as_the_next_file_has_the_columns():
    upload = change_upload(keep(), mapping={"columns": {"Organisation": "name"}, "letters": {"C": "label"}})
    collect_file(request_of(upload, dry_run=False), caller=EDITOR)
    again = keep(b"Nr;Namn\n1;Glasriket\n", source="provet")
    assert again.remembered
    kept, preview = previewed(again)
    assert kept.mapping == {"columns": {}}
    assert [column.field for column in preview.columns] == ["row_key", "name"]


def test_a_header_of_a_saved_choice_that_the_file_lacks_is_refused():
    upload = change_upload(keep(), mapping={"columns": {"Firma": "name"}}, remembered=False)
    with pytest.raises(UnreadableFile) as raised:
        previewed(upload)
    assert raised.value.reason.code == "mapping.header_missing"


def test_the_saved_choice_goes_by_header_where_the_header_is_the_columns_own():
    upload = change_upload(keep(), mapping={"letters": {"B": "name", "C": "label", "D": "ignore"}, "thing": "goal"})
    text = mapping_yaml(*previewed(upload))
    saved = read_mapping(text.encode(), "val.yaml")
    assert saved["columns"] == {"Organisation": "name"}
    assert saved["letters"] == {"C": "label", "D": "ignore"}
    assert saved["thing"] == "goal"


def test_a_dry_run_and_a_job_ask_for_the_same():
    upload = change_upload(keep(), mapping={"letters": {"C": "label"}})
    request = request_of(upload, dry_run=True)
    assert (request.file_name, request.source.key, request.dry_run) == ("kluster.csv", "provet", True)
    assert collect_file(request, caller=OPERATOR).reading is None
