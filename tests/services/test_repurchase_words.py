"""How the share that buys again within a year is said while a year has not passed."""

from __future__ import annotations

import numpy as np

from shopdesk.domain.repurchase import kaplan_meier
from shopdesk.services import phrases_back


def test_a_shop_everybody_came_back_to_is_told_so_and_not_that_its_sales_are_young() -> None:
    lengths = np.array([5.0 * step for step in range(1, 13)])
    everybody = kaplan_meier(lengths, np.ones(12, dtype=np.bool_))
    assert phrases_back.yearly(everybody)[0] == "100 %"
    seen = np.ones(12, dtype=np.bool_)
    seen[-1] = False  # the one watched longest, 60 days, has not come back
    said = phrases_back.yearly(kaplan_meier(lengths, seen))
    assert said == (
        "Aún no se puede saber",
        "Quien no ha vuelto compró hace 60 días a lo más: aún no pasa un año.",
    )
