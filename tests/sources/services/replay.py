"""A service of statistics on the loopback that answers as the documented ones do, and fails as they do.

Written after their documentation: PxWeb API 1.0 (Statistics Sweden) and 2.0 (PxTools, PxAPI-2.yml), JSON-stat 2.0,
Eurostat's API Statistics and SDMX 2.1 API, OECD's SDMX API (SDMX-CSV 1.0, SDMX-JSON 1.0 and 2.0, SDMX-ML 2.1).
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.sources.services import replay_sdmx
from tests.sources.services.replay_table import Table

Codes = Mapping[str, Sequence[str]]


@dataclass
class Fault:
    """What the next call gets instead of its answer. `cut`: only so many of the promised bytes; `stall`: silence."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: bool = False


@dataclass
class Replay:
    """The running service: `calls` are method, path and body of what it was asked; `faults` come first."""

    table: Table
    base: str = ""
    most: int = 100_000
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    json_version: str = "1.0"

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body for a call."""
        parts = urlsplit(path)
        asked = parse_qsl(parts.query, keep_blank_values=True)
        match unquote(parts.path).strip("/").split("/"):
            case ["v1", "T"] if method == "GET":
                return 200, as_json(self.v1_metadata())
            case ["v1", "T"]:
                return self.cells({one["code"]: one["selection"]["values"] for one in json.loads(body)["query"]}, 403)
            case ["v2", "config"]:
                return 200, as_json({"maxDataCells": self.most, "maxCallsPerTimeWindow": 1000, "timeWindow": 10})
            case ["v2", "tables", "T", "metadata"]:
                return 200, as_json(self.dataset(None))
            case ["v2", "tables", "T", "data"]:
                chosen = json.loads(body)["selection"]
                return self.cells({one["variableCode"]: one["valueCodes"] for one in chosen}, 403)
            case ["stat", "data", "T"]:
                return self.eurostat(asked)
            case ["sdmx", "dataflow", _, "T", _]:
                return 200, replay_sdmx.structure(self.table)
            case ["sdmx", "data", flow, key] if flow in ("T", "AG,T,"):
                return self.sdmx(key, dict(asked))
        return 404, as_json({"title": "Not found", "status": 404})

    def v1_metadata(self) -> object:
        """PxWeb 1.0: the title and each variable with its values; `elimination` where it may be left out."""
        return {
            "title": self.table.title,
            "variables": [
                {
                    "code": one.code,
                    "text": one.text,
                    "values": list(one.labels),
                    "valueTexts": list(one.labels.values()),
                }
                | ({"elimination": True} if one.elimination else {})
                | ({"time": True} if one.role == "time" else {})
                for one in self.table.dimensions
            ],
        }

    def cells(self, chosen: Codes, refusal: int) -> tuple[int, bytes]:
        """JSON-stat for a choice; what is left out is summed; too many cells are refused."""
        count = 1
        for codes in chosen.values():
            count *= len(codes)
        if count > self.most:
            return refusal, as_json({"title": "Too many cells selected", "status": refusal})
        return 200, as_json(self.dataset(chosen))

    def eurostat(self, asked: Sequence[tuple[str, str]]) -> tuple[int, bytes]:
        """Filters in any order; unknown codes are an error 100; too much is 413."""
        chosen: dict[str, list[str]] = {one.code: list(one.labels) for one in self.table.dimensions}
        filters = [(name, code) for name, code in asked if name not in ("format", "lang")]
        for name in {name for name, _ in filters}:
            wanted = [code for one, code in filters if one == name and code in self.table.dimension(name).labels]
            if not wanted:
                return 400, as_json({"error": [{"status": 400, "id": 100, "label": "No results found"}]})
            chosen[name] = wanted
        status, body = self.cells(chosen, 413)
        return (status, b"<S:Fault><faultstring>EXTRACTION_TOO_BIG</faultstring></S:Fault>" if status == 413 else body)

    def sdmx(self, key: str, asked: Mapping[str, str]) -> tuple[int, bytes]:
        """A key of codes in the structure's order; a period; one of the formats."""
        keyed = [one for one in self.table.dimensions if one.role != "time"]
        parts = key.split(".")
        if len(parts) != len(keyed):
            return 400, b"<e:Error><Text>Semantic error: not enough key values</Text></e:Error>"
        chosen = {
            one.code: part.split("+") if part else list(one.labels) for one, part in zip(keyed, parts, strict=True)
        }
        (time,) = (one for one in self.table.dimensions if one.role == "time")
        first, last = asked.get("startPeriod", "0"), asked.get("endPeriod", "9")
        chosen[time.code] = [year for year in time.labels if first <= year <= last]
        rows = [row for row in self.table.rows(chosen) if row[-1] is not None]
        count = len(rows)
        if count > self.most:
            return 413, b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring></S:Fault>"
        if not rows:
            return 404, b"NoRecordsFound"
        return 200, replay_sdmx.data(self.table, rows, form=asked["format"], json_version=self.json_version)

    def dataset(self, chosen: Codes | None) -> object:
        """A JSON-stat 2.0 dataset of a choice; without one the table's metadata, as PxWeb 2.0 gives it."""
        table = self.table
        shown = [one for one in table.dimensions if chosen is None or one.code in chosen]
        codes = {one.code: list(one.labels) if chosen is None else list(chosen[one.code]) for one in shown}
        dimension = {
            one.code: {
                "label": one.text,
                "extension": {"elimination": one.elimination},
                "category": {
                    "index": {code: at for at, code in enumerate(codes[one.code])},
                    "label": {code: one.labels[code] for code in codes[one.code]},
                }
                | (
                    {"unit": {code: {"base": "antal", "decimals": 0} for code in one.labels}}
                    if one.role == "metric"
                    else {}
                ),
            }
            for one in shown
        }
        roles = {role: [one.code for one in shown if one.role == role] for role in ("time", "geo", "metric")}
        found = {
            "version": "2.0", "class": "dataset", "label": table.title, "source": "SCB",
            "updated": "2026-02-01T07:00:00Z",
            "id": list(codes), "size": [len(one) for one in codes.values()], "role": roles, "dimension": dimension,
            "extension": {"status": {"label": {"b": "break in time series"}}},
        }  # fmt: skip
        if chosen is None:
            return found
        values = [table.value(dict(zip(codes, cell, strict=True))) for cell in product(*codes.values())]
        marks = [table.mark(dict(zip(codes, cell, strict=True))) for cell in product(*codes.values())]
        return found | {
            "value": {str(at): value for at, value in enumerate(values) if value is not None},
            "status": {str(at): mark for at, mark in enumerate(marks) if mark},
        }


def as_json(found: object) -> bytes:
    """The answer as bytes."""
    return json.dumps(found, ensure_ascii=False).encode()


@contextmanager
def replaying(table: Table) -> Iterator[Replay]:
    """The service on a port of its own, ended with the block."""
    replay = Replay(table)

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def log_message(self, *_parts: object) -> None:
            """Keep the tests' output clean."""

        def _reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            replay.calls.append((self.command, self.path, body.decode()))
            fault = replay.faults.pop(0) if replay.faults else None
            if fault and fault.stall:
                replay.ended.wait(5)
                return
            status, content = (fault.status, fault.body) if fault else replay.answer(self.command, self.path, body)
            if fault and fault.cut is not None:
                status, content = replay.answer(self.command, self.path, body)
            self.send_response(status)
            for name, value in (fault.headers if fault else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: fault.cut] if fault and fault.cut is not None else content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    replay.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield replay
    finally:
        replay.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
