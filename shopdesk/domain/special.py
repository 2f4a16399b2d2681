"""scipy's special functions without what they drag in.

scipy copies every public name of numpy, which loads numpy's Fortran wrapper generator and test tools: 16 MB
and a quarter of a second that no shop needs. For that moment both names say nothing; numpy loads them by
itself where somebody does ask.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_UNNEEDED = ("f2py", "testing")


@contextmanager
def _spared() -> Iterator[None]:
    names = [name for name in _UNNEEDED if f"numpy.{name}" not in sys.modules]
    for name in names:
        setattr(np, name, None)
    try:
        yield
    finally:
        for name in names:
            delattr(np, name)


with _spared():
    from scipy.special import (
        bdtr,
        bdtrc,
        betainc,
        expit,
        gammaincinv,
        gammaln,
        ndtr,
        ndtri,
        pdtr,
        pdtrc,
        xlogy,
    )

__all__ = [
    "bdtr",
    "bdtrc",
    "betainc",
    "expit",
    "gammaincinv",
    "gammaln",
    "ndtr",
    "ndtri",
    "pdtr",
    "pdtrc",
    "xlogy",
]
