"""SDMX-ML 2.1 by the library sdmx1: structures, and data generic or by their structure."""

from io import BytesIO
from typing import Any

import polars as pl

from klusterkarta.sources.services.refusals import bad_answer
from klusterkarta.sources.services.sdmx_frame import FIGURE, SdmxDimension, SdmxTable, frame_of


def read_structure(body: bytes, *, service: str, address: str) -> SdmxTable:
    """A dataflow's dimensions in their order, with their codes. BadAnswer where the message holds no structure."""
    # The library brings pandas and takes two seconds to load: only who asks such a service waits for it.
    import sdmx

    try:
        message: Any = sdmx.read_sdmx(BytesIO(body))
        flow = next(iter(message.dataflow.values()), None)
        definition = next(iter(message.structure.values()))
        dimensions = tuple(_dimension(one) for one in definition.dimensions.components)
        time = next(one.id for one in definition.dimensions.components if type(one).__name__ == "TimeDimension")
    except Exception as problem:
        why = f"{type(problem).__name__}: {problem}"[:200]
        raise bad_answer(
            "service.malformed", service=service, address=address, why=why, expected="SDMX-ML 2.1"
        ) from problem
    title = _words(flow.name) if flow is not None else ""
    return SdmxTable(title=title or address, dimensions=dimensions, time=time, definition=definition)


def read_xml(body: bytes, table: SdmxTable) -> pl.DataFrame:
    """A row an observation: its codes, figure and attributes as text. Raises what the library does."""
    import sdmx

    message: Any = sdmx.read_sdmx(BytesIO(body), structure=table.definition)
    return frame_of([_row(one) for dataset in message.data for one in dataset.obs], table)


def _row(observation: Any) -> dict[str, str]:
    codes = {name: str(one.value) for name, one in observation.key.values.items()}
    attributes = {name: str(getattr(one, "value", one)) for name, one in observation.attrib.items()}
    value = observation.value
    return attributes | codes | {FIGURE: "" if value is None else str(value)}


def _dimension(one: Any) -> SdmxDimension:
    concept = one.concept_identity
    listed = getattr(one.local_representation, "enumerated", None)
    listed = (
        listed if listed is not None else getattr(getattr(concept, "core_representation", None), "enumerated", None)
    )
    codes = {code.id: _words(code.name) for code in listed.items.values()} if listed is not None else {}
    return SdmxDimension(id=one.id, name=_words(getattr(concept, "name", "")) or one.id, codes=codes)


def _words(name: Any) -> str:
    return str(name.localized_default("en")) if hasattr(name, "localized_default") else str(name or "")
