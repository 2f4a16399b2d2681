"""The program as an installer leaves it: with its code compiled.

Where compiled code is neither there nor kept (``PYTHONDONTWRITEBYTECODE``, a fresh environment) each start
compiles 3,000 modules anew, and holds the interpreter for up to 110 ms a module.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

_LOAD = """
from shopdesk.services import demo, morning
from shopdesk.ui import registry, startup
from shopdesk import shop
registry.preload()
"""


@cache
def environment() -> dict[str, str]:
    """Return the environment to start it in, once its code is compiled."""
    found = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = {**found, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", _LOAD], env=quiet, check=True, capture_output=True, timeout=600)
    return found
