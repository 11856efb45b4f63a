"""The running Spark, or a local one; an extra of the installation (`klusterkarta[spark]`, and Java)."""

# The package is an extra, and types are checked without it too.
# mypy: disable-error-code="import-not-found"

from typing import TYPE_CHECKING

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Missing

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class NoSpark(Missing):
    """Spark was asked for and is not there; the reason says what is missing."""


def spark_session() -> "SparkSession":
    """The session that runs, else a new one: where Spark's own configuration says, on this machine when it is silent.

    Raises NoSpark where the package or Java is missing.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise NoSpark(Reason("linkage.no_pyspark")) from problem
    wanted = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2"}
    try:
        return SparkSession.builder.appName("klusterkarta").config(map=wanted).getOrCreate()
    except (PySparkException, OSError) as problem:
        raise NoSpark(Reason("linkage.spark_not_started", {"why": str(problem).strip()})) from problem
