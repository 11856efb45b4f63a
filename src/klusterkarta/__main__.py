"""`python -m klusterkarta`: the same as the command `klusterkarta`."""

import sys

from klusterkarta.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
