"""The environment of the peers: made once, in the user's cache, by pip from the index that the machine is set to."""

import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

PACKAGES = ("splink>=5,<6", "recordlinkage>=0.16", "rapidfuzz>=3.10", "pandas>=2.2,<3", "pyarrow>=17")
_MARK = "klusterkarta-peers.txt"


class PeersMissing(RuntimeError):
    """The peers could not be installed: what pip said."""


def peers_python(folder: Path, progress: Callable[[str], None]) -> Path:
    """The Python of the environment in the folder; made there first where it is absent or of other packages.

    Raises PeersMissing with pip's last lines when the packages cannot be had.
    """
    return made_environment(folder, PACKAGES, progress=progress)


def made_environment(folder: Path, packages: Sequence[str], *, progress: Callable[[str], None]) -> Path:
    """The Python of an environment with these packages, made in the folder where it is absent or holds others.

    Raises PeersMissing with pip's last lines when the packages cannot be had.
    """
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    mark, wanted = folder / _MARK, "\n".join(packages)
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return python
    progress(f"making an environment for the peers in {folder}")
    venv.create(folder, with_pip=True, clear=True)
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", *packages], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PeersMissing(f"the peers could not be installed: {done.stderr.strip()[-800:]}")
    mark.write_text(wanted, encoding="utf-8")
    return python
