"""An edited master list on its way back."""

from pathlib import Path
from tempfile import TemporaryDirectory

from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.uploads import Upload, keep_upload
from tests.registers import collect_rows, record_id
from tests.workflow.master_lists import ALL, Edited, column_of, exported


def edited_file(folder: Path) -> Path:
    """An edit, a value taken away that follows from another, a conflict, a copy, a new row, a row that is gone, and a
    column that is worked out. Its actors are those of a source of its own.
    """
    collect_rows("plan", {"P1": {"name": "Livsmedel"}}, thing="priority")
    rows = {str(n): {"name": f"Nät {n}", "members": str(n), "priorities": "Livsmedel"} for n in range(1, 5)}
    rows["1"]["geography"] = "Karlstad"
    collect_rows("returnerad", rows)
    file = Edited(exported(folder))
    edit_actor(record_id("returnerad:2"), [Stated("members", "20")], caller=OPERATOR)
    file.put("Nät 1", "members", 11)
    file.put("Nät 1", "counties", None)
    file.put("Nät 2", "members", 22)
    file.put("Nät 3", "sector_group", "IKT")
    file.copy_row("Nät 3")
    at = file.sheet().max_row + 1
    file.sheet(ALL).cell(at, 1).value = "Nykomling"
    file.sheet(ALL).cell(at, column_of("url")).value = "www.nykomling.se"
    file.sheet("Livsmedel").delete_rows(file.row_of("Nät 4", "Livsmedel"))
    return file.save()


def returned_list() -> Upload:
    """The file as an upload."""
    with TemporaryDirectory() as folder:
        path = edited_file(Path(folder))
        return keep_upload([path.read_bytes()], file_name=path.name, source={"key": "master-list"}, caller=OPERATOR)
