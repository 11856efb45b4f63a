"""What a measurement was made on."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path


def machine_note() -> str:
    """Cores, memory, Python, system and the day, in one line.

    >>> "Python" in machine_note()
    True
    """
    day = datetime.now(UTC).date().isoformat()
    return f"{os.cpu_count()} cores{_memory()}, Python {platform.python_version()}, {platform.system()}, {day}"


def _memory() -> str:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return ""
    kibibytes = next((int(line.split()[1]) for line in lines if line.startswith("MemTotal:")), 0)
    return f", {kibibytes * 1024 / 1e9:.0f} GB" if kibibytes else ""
