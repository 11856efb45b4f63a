"""SDMX as Eurostat and OECD give it: the structure, and data in csv, json and xml."""

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.sources.services.replay_table import Dimension, Table

_MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
_STRUCTURE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure"
_COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
_GENERIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
_SPECIFIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
_HEADER = (
    "<mes:Header><mes:ID>R</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2026-02-01T07:00:00</mes:Prepared>"
    '<mes:Sender id="AG"/>{}</mes:Header>'
)
Rows = Sequence[tuple[str | int | None, ...]]


def structure(table: Table) -> bytes:
    """The dataflow with its code lists, concepts and data structure (SDMX-ML 2.1)."""
    lists = "".join(
        f'<str:Codelist id="CL_{one.code}" agencyID="AG" version="1.0"><com:Name xml:lang="en">{one.code}</com:Name>'
        + "".join(
            f'<str:Code id="{code}"><com:Name xml:lang="en">{escape(label)}</com:Name></str:Code>'
            for code, label in one.labels.items()
        )
        + "</str:Codelist>"
        for one in table.dimensions
        if one.role != "time"
    )
    concepts = "".join(
        f'<str:Concept id="{one.code}"><com:Name xml:lang="en">{escape(one.text)}</com:Name></str:Concept>'
        for one in table.dimensions
    )
    dimensions = "".join(_dimension(at, one) for at, one in enumerate(table.dimensions, start=1))
    text = (
        f'<mes:Structure xmlns:mes="{_MESSAGE}" xmlns:str="{_STRUCTURE}" xmlns:com="{_COMMON}">{_HEADER.format("")}'
        '<mes:Structures><str:Dataflows><str:Dataflow id="T" agencyID="AG" version="1.0">'
        f'<com:Name xml:lang="en">{escape(table.title)}</com:Name><str:Structure>'
        '<Ref id="DSD_T" version="1.0" agencyID="AG" package="datastructure" class="DataStructure"/></str:Structure>'
        f"</str:Dataflow></str:Dataflows><str:Codelists>{lists}</str:Codelists>"
        '<str:Concepts><str:ConceptScheme id="CS" agencyID="AG" version="1.0"><com:Name xml:lang="en">CS</com:Name>'
        f"{concepts}</str:ConceptScheme></str:Concepts>"
        '<str:DataStructures><str:DataStructure id="DSD_T" agencyID="AG" version="1.0">'
        '<com:Name xml:lang="en">T</com:Name><str:DataStructureComponents>'
        f'<str:DimensionList id="DimensionDescriptor">{dimensions}</str:DimensionList>'
        '<str:AttributeList id="AttributeDescriptor"><str:Attribute id="OBS_STATUS" assignmentStatus="Conditional">'
        '<str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>'
        "</str:AttributeRelationship></str:Attribute></str:AttributeList>"
        '<str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE"/></str:MeasureList>'
        "</str:DataStructureComponents></str:DataStructure></str:DataStructures></mes:Structures></mes:Structure>"
    )
    return text.encode()


def _dimension(at: int, one: Dimension) -> str:
    concept = (
        f'<str:ConceptIdentity><Ref id="{one.code}" maintainableParentID="CS" maintainableParentVersion="1.0" '
        'agencyID="AG" package="conceptscheme" class="Concept"/></str:ConceptIdentity>'
    )
    if one.role == "time":
        return (
            f'<str:TimeDimension id="{one.code}" position="{at}">{concept}<str:LocalRepresentation>'
            '<str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation></str:TimeDimension>'
        )
    return (
        f'<str:Dimension id="{one.code}" position="{at}">{concept}<str:LocalRepresentation><str:Enumeration>'
        f'<Ref id="CL_{one.code}" version="1.0" agencyID="AG" package="codelist" class="Codelist"/>'
        "</str:Enumeration></str:LocalRepresentation></str:Dimension>"
    )


def data(table: Table, rows: Rows, *, form: str, json_version: str) -> bytes:
    """The observations in one of the formats that the services name."""
    marks = ["B" if table.breaks & {str(code) for code in row} else "A" for row in rows]
    match form:
        case "SDMX-CSV":
            return _csv(table, rows, marks=["b" if mark == "B" else "" for mark in marks], column="OBS_FLAG")
        case "csvfile":
            return _csv(table, rows, marks=marks, column="OBS_STATUS")
        case "jsondata":
            return _json(table, rows, marks, json_version)
        case "SDMX_2.1_STRUCTURED":
            return _specific(table, rows, marks)
        case "genericdata":
            return _generic(table, rows, marks)
    raise AssertionError(form)


def _csv(table: Table, rows: Rows, *, marks: Sequence[str], column: str) -> bytes:
    ids = [one.code for one in table.dimensions]
    head = ",".join(["DATAFLOW", "LAST UPDATE", *ids, "OBS_VALUE", column])
    lines = [
        f"AG:T(1.0),01/02/26 11:00:00,{','.join(map(str, row))},{mark}" for row, mark in zip(rows, marks, strict=True)
    ]
    return "\n".join([head, *lines, ""]).encode()


def _json(table: Table, rows: Rows, marks: Sequence[str], version: str) -> bytes:
    """SDMX-JSON 1.0 in series over time, 2.0 flat (dimensionAtObservation=AllDimensions) with a multiplier."""
    positions = [list(one.labels) for one in table.dimensions]
    flat = version == "2.0"
    values = [
        {"id": one.code, "values": [{"id": code, "name": name} for code, name in one.labels.items()]}
        for one in table.dimensions
    ]
    status = {"id": "OBS_STATUS", "values": [{"id": "A", "name": "Normal"}, {"id": "B", "name": "Break"}]}
    power = {"id": "UNIT_MULT", "values": [{"id": "3", "name": "Thousands"}]}
    found: dict[str, dict[str, object]] = {}
    for row, mark in zip(rows, marks, strict=True):
        at = [str(codes.index(str(code))) for codes, code in zip(positions, row, strict=False)]
        key, series = (":".join(at), "") if flat else (at[-1], ":".join(at[:-1]))
        said: list[object] = [row[-1], ["A", "B"].index(mark), *([0] if flat else [])]
        found.setdefault(series, {})[key] = said
    levels = {"observation": values} if flat else {"series": values[:-1], "observation": values[-1:]}
    structure = {"dimensions": levels, "attributes": {"observation": [status, *([power] if flat else [])]}}
    dataset = (
        {"action": "Information", "observations": found.get("", {})}
        if flat
        else {"action": "Information", "series": {key: {"observations": one} for key, one in found.items()}}
    )
    data = {"dataSets": [dataset], **({"structures": [structure]} if flat else {"structure": structure})}
    return json.dumps({"meta": {"id": "R", "prepared": "2026-02-01T07:00:00Z"}, "data": data}).encode()


def _generic(table: Table, rows: Rows, marks: Sequence[str]) -> bytes:
    ids = [one.code for one in table.dimensions]
    head = _HEADER.format(
        '<mes:Structure structureID="DSD_T" dimensionAtObservation="AllDimensions"><com:Structure>'
        '<Ref agencyID="AG" id="DSD_T" version="1.0"/></com:Structure></mes:Structure>'
    )
    observations = "".join(
        "<gen:Obs><gen:ObsKey>"
        + "".join(f'<gen:Value id="{one}" value={quoteattr(str(code))}/>' for one, code in zip(ids, row, strict=False))
        + f'</gen:ObsKey><gen:ObsValue value="{row[-1]}"/><gen:Attributes><gen:Value id="OBS_STATUS" value="{mark}"/>'
        "</gen:Attributes></gen:Obs>"
        for row, mark in zip(rows, marks, strict=True)
    )
    return (
        f'<mes:GenericData xmlns:mes="{_MESSAGE}" xmlns:gen="{_GENERIC}" xmlns:com="{_COMMON}">{head}'
        f'<mes:DataSet structureRef="DSD_T" action="Replace">{observations}</mes:DataSet></mes:GenericData>'
    ).encode()


def _specific(table: Table, rows: Rows, marks: Sequence[str]) -> bytes:
    ids = [one.code for one in table.dimensions]
    head = _HEADER.format(
        '<mes:Structure structureID="DSD_T" namespace="urn:sdmx:DSD_T" dimensionAtObservation="TIME_PERIOD">'
        '<com:Structure><Ref agencyID="AG" id="DSD_T" version="1.0"/></com:Structure></mes:Structure>'
    )
    series: dict[tuple[object, ...], list[str]] = {}
    for row, mark in zip(rows, marks, strict=True):
        one = f'<Obs TIME_PERIOD="{row[-2]}" OBS_VALUE="{row[-1]}" OBS_STATUS="{mark}"/>'
        series.setdefault(row[:-2], []).append(one)
    written = "".join(
        "<Series "
        + " ".join(f'{name}="{code}"' for name, code in zip(ids, key, strict=False))
        + ">"
        + "".join(found)
        + "</Series>"
        for key, found in series.items()
    )
    return (
        f'<mes:StructureSpecificData xmlns:mes="{_MESSAGE}" xmlns:ss="{_SPECIFIC}" xmlns:com="{_COMMON}" '
        'xmlns:ns1="urn:sdmx:DSD_T" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'{head}<mes:DataSet ss:structureRef="DSD_T" ss:dataScope="DataStructure" action="Replace" '
        'xsi:type="ns1:DataSetType">'
        f"{written}</mes:DataSet></mes:StructureSpecificData>"
    ).encode()
