"""Send files to the import pages as a browser does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from klusterkarta.settings import current, use

IMPORT = "/sv/import/"
# Rows 4 and 6 are the faulty ones: no name and no mark; the mark of row 5 again.
FILE = """Nr;Organisation;Hemsida;Startår;Antal medlemmar;Färg
1;Glasriket;glasriket.se;2002;Ca 30;blå
2;Stålnät;stalnat.se;tvåtusen;10-15;
;;;2020;;
4;Matlandet;matlandet.se;2015;minst 10;
4;Matlandet igen;;2016;;
"""


@contextmanager
def workspace_in(folder: Path, **changes: int) -> Iterator[Path]:
    """Keep files in a folder of the test's own, with other settings where `changes` says so."""
    before = current()
    folder.mkdir(exist_ok=True)
    use(replace(before, workspace=folder, **changes))
    try:
        yield folder
    finally:
        use(before)


def csv(text: str = FILE, name: str = "kluster.csv") -> SimpleUploadedFile:
    """A file of separated text."""
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def send(client: Client, file: SimpleUploadedFile | None = None, **fields: object) -> HttpResponse:
    """Send the form of the first step; without `source` it is a new source called Provet."""
    given = {"file": file or csv(), "name": "" if "source" in fields else "Provet", "kind": "workbook"}
    return client.post(IMPORT, {**given, **fields})


def uploaded(client: Client, file: SimpleUploadedFile | None = None, **fields: object) -> str:
    """The address of the second step for a file that can be read."""
    response = send(client, file, **fields)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def kept(folder: Path) -> Sequence[str]:
    """The names of the files that lie in the uploads."""
    return sorted(path.name for path in (folder / "uploads").glob("*"))
