"""The four-week plan ticks itself from the shop's own rows."""

from __future__ import annotations

from pathlib import Path

from shopdesk.services import first_weeks, importing, policies, settings
from shopdesk.services import phrases_first_weeks as say
from shopdesk.services.context import Shop
from shopdesk.services.first_weeks import Progress, Step


def _steps(shop: Shop) -> dict[Step, Progress]:
    return {one.step: one for week in first_weeks.look(shop) for one in week}


def test_a_new_shop_has_everything_ahead(shop: Shop) -> None:
    assert not any(one.is_done for one in _steps(shop).values())
    assert say.summary(first_weeks.look(shop)) == "0 de 12 hechos. Se marcan solos."


def test_steps_tick_themselves_as_files_and_words_come_in(shop: Shop, tmp_path: Path) -> None:
    for name, content in (
        ("ventas.csv", "date,product,size,quantity,unit_price\n2026-11-20,Tenis Nube,24,1,900\n"),
        ("existencias.csv", "as_of,product,size,on_hand\n2026-11-20,Tenis Nube,24,3\n"),
    ):
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        importing.import_files(shop, [file])
    settings.put(shop, "shop.name", "Calzado Nube")
    policies.put(shop, "envio", "Enviamos en 3 días.")
    steps = _steps(shop)
    assert steps[Step.SALES].is_done
    assert steps[Step.STOCK].is_done
    assert not steps[Step.COSTS].is_done
    assert (steps[Step.NAME].have, steps[Step.NAME].wanted) == (1, 2)  # the owner's own name is missing
    assert say.so_far(steps[Step.POLICIES]) == "1 de 2"


def test_the_example_shop_is_well_on_its_way(example: Shop) -> None:
    steps = _steps(example)
    assert steps[Step.ORDER].is_done
    assert steps[Step.LEAD_TIMES].is_done
    assert not steps[Step.THANKS].is_done
