"""The workspace's search index: made, brought up to date, opened, and kept open."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from klusterkarta.catalogue.selectors.changes import latest_change
from klusterkarta.catalogue.selectors.moment import one_moment
from klusterkarta.catalogue.selectors.searched import searched_actors, searched_versions
from klusterkarta.concepts.selectors import Version, concepts_version
from klusterkarta.search.engine import Engine
from klusterkarta.search.index import (
    INDEX_FILES,
    IndexUnusable,
    OpenIndex,
    Watermark,
    build_index,
    check_index,
    indexed_versions,
    open_index,
    read_stamp,
    update_index,
)
from klusterkarta.search.reworded import reopened
from klusterkarta.settings import current
from klusterkarta.values.reason import Reason
from klusterkarta.workflow.current_lexicon import current_lexicon, lexicon_marked
from klusterkarta.workflow.refresh import priority_terms
from klusterkarta.workflow.search_documents import search_documents

# Up to so large a share of changed actors the index is brought up to date; beyond it is made anew.
_FEW_SHARE = 0.2


def index_folder() -> Path:
    """Where the index of the workspace lies."""
    return current().workspace / "search" / "index"


def bring_up_to_date(*, wait: bool = False) -> bool:
    """Make the index hold what the register holds; whether anything was written.

    Missing and broken ones are made anew; else changed actors are replaced, and those that read differently by changed
    concepts. Only one process writes at a time: where another is at it, nothing is done, or with `wait` it is
    done after that.
    """
    try:
        if read_stamp(index_folder()).watermark == _watermark() and _is_usable(*_mark(), concepts_version()):
            return False
    except IndexUnusable:
        pass
    with _writing(wait=wait) as mine:
        return _write() if mine else False


def rebuild() -> OpenIndex:
    """Make the index anew from the register."""
    with one_moment():
        watermark = _watermark()
        actors = list(searched_actors(list(searched_versions())))
    index_folder().parent.mkdir(parents=True, exist_ok=True)
    return build_index(
        index_folder(),
        search_documents(actors, priorities=priority_terms()),
        lexicon=current_lexicon(),
        watermark=watermark,
    )


def current_engine(*, may_write: bool) -> Engine:
    """The engine over the index as it lies there. With `may_write` it is brought up to date first.

    Raises IndexUnusable where there is none and none may be written.
    """
    if may_write:
        bring_up_to_date(wait=True)
    try:
        return _kept_engine(*_mark(), concepts_version())
    except IndexUnusable:
        if not may_write:
            raise
        with _writing(wait=True):
            return Engine(rebuild())


def is_behind() -> bool:
    """Whether the register has been written since the index was."""
    return read_stamp(index_folder()).watermark != _watermark()


def _watermark() -> Watermark:
    newest = latest_change()
    return Watermark(newest[0], newest[1].isoformat()) if newest else Watermark(0)


def _write() -> bool:
    try:
        opened, reworded = _opened()
    except IndexUnusable:
        rebuild()
        return True
    with one_moment():
        watermark = _watermark()
        held, wanted = indexed_versions(opened), searched_versions()
        changed = [number for number, version in wanted.items() if held.get(number) != version or number in reworded]
        few = len(changed) <= max(50, _FEW_SHARE * len(wanted))
        actors = list(searched_actors(changed)) if few else []
    if not few:
        rebuild()
    else:
        gone = [number for number in held if number not in wanted]
        documents = list(search_documents(actors, priorities=priority_terms()))
        update_index(opened, documents, gone=gone, watermark=watermark)
    return True


def _opened() -> tuple[OpenIndex, set[int]]:
    """The index, and the documents that read differently by the present concepts. Raises IndexUnusable."""
    now, mark = current_lexicon(), read_stamp(index_folder()).concepts
    before = lexicon_marked(mark)
    if before is None or before is now:
        return open_index(index_folder(), lexicon=now), set()
    return reopened(index_folder(), before=before, now=now)


@contextmanager
def _writing(*, wait: bool) -> Iterator[bool]:
    """Whether this process may write: a lock beside the index that ends with the process."""
    folder = index_folder().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            _take(lock, wait=wait)
        except OSError:
            yield False
        else:
            yield True


def _take(lock: TextIO, *, wait: bool) -> None:
    """Lock the file for this process; OSError where another has it. Windows has no such lock, so one writes alone."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _mark() -> tuple[str, int]:
    """The folder and when its files were last written: what a kept engine stands for."""
    folder = index_folder()
    try:
        return str(folder), max((folder / name).stat().st_mtime_ns for name in INDEX_FILES)
    except FileNotFoundError:
        raise IndexUnusable(Reason("search.index_missing")) from None


@lru_cache(maxsize=1)
def _is_usable(folder: str, _written_at: int, _concepts: Version | None) -> bool:
    """Looked at once for each time that it is written; raises IndexUnusable, which is not remembered."""
    check_index(Path(folder), lexicon=current_lexicon())
    return True


@lru_cache(maxsize=1)
def _kept_engine(folder: str, _written_at: int, _concepts: Version | None) -> Engine:
    """With the concepts that the index was written by: until the worker has followed, it answers as before."""
    lexicon = lexicon_marked(read_stamp(Path(folder)).concepts)
    return Engine(open_index(Path(folder), lexicon=lexicon or current_lexicon()))
