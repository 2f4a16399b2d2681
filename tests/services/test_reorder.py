"""What to order, from the shop's own tables."""

from __future__ import annotations

from datetime import timedelta

import pytest
from reorder_shop import a_style, a_supplier

from shopdesk.domain.reorder.why import Term
from shopdesk.runtime.errors import WrongInput
from shopdesk.services import pack_runs, phrases_reorder, reorder, supplier_lists, suppliers
from shopdesk.services.context import Shop
from shopdesk.services.reorder import Assumptions, NoteCode, Plan
from shopdesk.store import suggestions as kept_suggestions


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    a_style(
        shop, "Bota Sierra", color="miel", per_week=3, seed=2, supplier=leon, on_hand=(5, 5, 5, 5, 5), pack=6
    )
    a_style(shop, "Huarache Sayula", color="natural", per_week=5, seed=3, on_hand=(0, 3, 3, 3, 0))
    return shop


def test_every_line_says_why_and_it_adds_up(stocked: Shop) -> None:
    plan = reorder.suggest(stocked)
    assert len(plan.lines) == 15
    for line in plan.lines:
        terms = dict(line.why.terms())
        assert sum(terms.values()) == line.order
        assert terms[Term.LEAD_TIME_DEMAND] + terms[Term.SAFETY_STOCK] == line.reorder_point
        assert line.reorder_point + terms[Term.REVIEW_DEMAND] == line.order_up_to
        assert (line.order > 0) == (line.position <= line.reorder_point)
        assert line.order % (6 if line.product == "Bota Sierra" else 1) == 0


def test_a_style_reads_as_its_own_rate_times_its_lead_time(stocked: Shop) -> None:
    row = next(r for r in reorder.suggest(stocked).styles() if r.first.product == "Tenis Nube")
    assert row.why.lead_time_demand == pytest.approx(row.rate_per_day * 14, abs=1)
    assert 6 <= row.rate_per_day * 7 <= 10  # sold at 8 a week
    assert row.order == sum(line.order for line in row.lines)


def test_it_runs_out_before_it_can_arrive(stocked: Shop) -> None:
    plan = reorder.suggest(stocked)
    row = next(r for r in plan.due_styles() if r.first.product == "Tenis Nube")
    assert row.on_hand == 6
    assert row.runs_out_on is not None
    # Six pairs at about one a day
    assert timedelta(3) <= row.runs_out_on - plan.today <= timedelta(8)
    assert row.first.arrives_on == plan.today + timedelta(14)


def test_who_supplies_it_and_how_long_it_takes_are_said_when_not_known(stocked: Shop) -> None:
    a_style(stocked, "Mocasín", color="café", seed=5, supplier=a_supplier(stocked, "Pieles del Bajío"))
    notes = {note.code: note for note in reorder.suggest(stocked).notes}
    assert notes[NoteCode.NO_SUPPLIER].amount == 1
    assert (notes[NoteCode.LEAD_DEFAULT].subject, notes[NoteCode.LEAD_DEFAULT].amount) == (
        "Pieles del Bajío",
        14,
    )
    assert reorder.suggest(stocked).groups()[-1].terms.id is None


def test_a_supplier_nobody_timed_is_asked_for_the_day_and_never_told_one(stocked: Shop) -> None:
    a_style(stocked, "Mocasín", color="café", seed=5, supplier=a_supplier(stocked, "Pieles del Bajío"))
    plan = reorder.suggest(stocked)
    sheets = supplier_lists.make(stocked, plan, plan.groups())
    (untimed,) = (one for one in sheets if one.supplier == "Pieles del Bajío")
    assert untimed.note == "Por favor confírmenme precio y fecha de entrega."


def test_a_shelf_nobody_counted_is_not_called_empty(stocked: Shop) -> None:
    plan = reorder.suggest(stocked)
    row = next(r for r in plan.styles() if r.first.product == "Tenis Nube")
    assert row.is_counted
    said = phrases_reorder.outlook(plan.today, plan.today, row.first.arrives_on, counted=False)
    assert said.startswith("Nadie lo ha contado todavía.")
    assert phrases_reorder.run_out(plan.today, plan.today, counted=False) == "sin contar"


def test_asking_for_more_service_never_orders_at_less(stocked: Shop) -> None:
    def points(plan: Plan) -> list[int]:
        return [line.reorder_point for line in plan.lines]

    usual = points(reorder.suggest(stocked))
    for more in (
        Assumptions(service=0.98),
        Assumptions(lead_days=21, lead_days_sd=4),
        Assumptions(uplift=1.5),
    ):
        assert all(
            high >= low for high, low in zip(points(reorder.suggest(stocked, more)), usual, strict=True)
        )


def test_a_kept_suggestion_equals_itself_worked_out_again(stocked: Shop) -> None:
    plan = reorder.refresh(stocked)
    with stocked.store.read() as session:
        kept = {one.variant_id: one for one in kept_suggestions.current_suggestions(session)}
    assert len(kept) == len(plan.lines)
    for line in plan.lines:
        assert reorder.recompute(kept[line.variant_id]) == line.why


def test_keeping_twice_leaves_one_current_suggestion_each(stocked: Shop) -> None:
    reorder.refresh(stocked)
    reorder.refresh(stocked)
    with stocked.store.read() as session:
        assert len(kept_suggestions.current_suggestions(session)) == 15
        waiting = kept_suggestions.due_for_score(session, stocked.today())
    assert len(waiting) == len(reorder.suggest(stocked).due())


def test_the_suppliers_least_order_is_reached_and_shown(stocked: Shop) -> None:
    cheap = a_supplier(stocked, "Suelas", lead_days=7.0, minimum_order_minor=3_000_000)
    a_style(
        stocked,
        "Plantilla",
        color="gris",
        per_week=2,
        seed=9,
        supplier=cheap,
        on_hand=(1, 1, 1, 1, 1),
        cost=50000,
    )
    plan = reorder.suggest(stocked)
    group = next(g for g in plan.groups() if g.terms.name == "Suelas")
    assert group.cost_minor >= 3_000_000 > group.cost_minor - 50000
    assert NoteCode.SUPPLIER_MINIMUM in {note.code for note in plan.notes}
    assert all(sum(n for _, n in line.why.terms()) == line.order for line in plan.lines)


def test_the_cash_limit_is_kept_and_shown(stocked: Shop) -> None:
    plan = reorder.suggest(stocked, Assumptions(cash_limit_minor=1_000_000))
    spent = sum(line.cost_of_order or 0 for line in plan.lines)
    assert 950_000 <= spent <= 1_000_000
    assert NoteCode.CASH_LIMIT in {note.code for note in plan.notes}
    assert all(sum(n for _, n in line.why.terms()) == line.order for line in plan.lines)


def test_the_owners_number_goes_on_the_list_and_the_suggestion_stays(stocked: Shop) -> None:
    row = reorder.suggest(stocked).due_styles()[0]
    before = reorder.set_quantities(stocked, reorder.spread(row, 30))
    again = next(r for r in reorder.suggest(stocked).styles() if r.first.product_id == row.first.product_id)
    assert (again.chosen, again.order) == (30, row.order)
    reorder.restore(stocked, before)
    assert next(r for r in reorder.suggest(stocked).due_styles()).chosen == row.order
    with pytest.raises(WrongInput):
        reorder.set_quantities(stocked, {row.first.variant_id: -1})


def test_a_size_asked_for_by_hand_is_ordered(stocked: Shop) -> None:
    line = next(one for one in reorder.suggest(stocked).lines if one.order == 0)
    reorder.ask_for_sizes(stocked, {line.variant_id: 2})
    asked = next(one for one in reorder.suggest(stocked).lines if one.variant_id == line.variant_id)
    assert asked.order == 6  # the pack
    assert sum(n for _, n in asked.why.terms()) == 6


def test_a_shop_without_sales_has_nothing_to_order(shop: Shop) -> None:
    plan = reorder.refresh(shop)
    assert plan.lines == ()
    assert [note.code for note in plan.notes] == [NoteCode.NO_SALES]
    assert reorder.forecast(shop) == []


def test_forecasts_of_sizes_sum_to_their_styles(stocked: Shop) -> None:
    sizes = reorder.forecast(stocked, 4, reorder.By.VARIANT)
    style = next(s for s in reorder.forecast(stocked, 4, reorder.By.STYLE) if s.key == "Tenis Nube blanco")
    mine = [s.mean for s in sizes if s.key.startswith("TENNUB-")]
    assert sum(mine) == pytest.approx(style.mean)
    assert style.quantiles[0.5] <= style.quantiles[0.8] <= style.quantiles[0.9] <= style.quantiles[0.95]
    (channel,) = reorder.forecast(stocked, 4, reorder.By.CHANNEL)
    assert channel.key == "Mostrador"
    assert channel.mean == pytest.approx(16 * 4, rel=0.25)


def test_after_eight_weeks_a_suggestion_is_scored_against_what_sold(stocked: Shop) -> None:
    early = stocked.today() - timedelta(60)
    plan = reorder.suggest(stocked)
    line = next(one for one in plan.lines if one.order)
    made = kept_suggestions.NewSuggestion(
        line.variant_id,
        line.supplier_id,
        {**_inputs(line), "days": 35.0},
        [],
        line.reorder_point,
        line.order_up_to,
        line.order,
    )
    with stocked.store.write() as session:
        kept_suggestions.keep_suggestions(session, early, [made])
        kept_suggestions.mark_ordered(session, kept_suggestions.current_suggestions(session)[0].id, 1)
    assert reorder.score_due(stocked) == 1
    assert reorder.score_due(stocked) == 0
    (contest,) = reorder.contests(stocked)
    assert (contest.category, contest.lines) == ("Tenis" if line.product != "x" else "", 1)
    assert contest.owner_won + contest.we_won <= 1


def _inputs(line: reorder.Line) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(line.inputs)


def test_a_supplier_who_sends_boxes_is_ordered_from_in_whole_boxes(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    sizes = a_style(shop, supplier=leon, per_week=10)
    alone = {line.variant_id: line.order for line in reorder.suggest(shop).lines}
    pack_runs.put(shop, leon, "Corrida A", "22×1, 23×2, 24×3, 25×2, 26×1")
    pack_runs.put(shop, leon, "Corrida ajena", "22×1, 40×2")  # of sizes this style does not have
    plan = reorder.suggest(shop)
    ordered = [line.order for line in plan.lines]
    counts = {line.order / box for line, box in zip(plan.lines, (1, 2, 3, 2, 1), strict=True)}
    assert len(counts) == 1
    assert counts.pop() >= 1
    assert [line.variant_id for line in plan.lines] == sizes
    assert all(sum(n for _, n in line.why.terms()) == line.order for line in plan.lines)
    assert abs(sum(ordered) - sum(alone.values())) < 9 * 2
    assert "Calzado León manda corridas completas" in " ".join(map(phrases_reorder.say_note, plan.notes))


def test_a_cash_limit_never_opens_a_box(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon, per_week=10)
    pack_runs.put(shop, leon, "Corrida A", "22×1, 23×2, 24×3, 25×2, 26×1")
    whole = sum(line.order for line in reorder.suggest(shop).lines)
    plan = reorder.suggest(shop, reorder.Assumptions(cash_limit_minor=50_000 * (whole - 1)))
    assert sum(line.order for line in plan.lines) == whole - 9
    assert reorder.suggest(shop, reorder.Assumptions(cash_limit_minor=50_000 * 8)).due() == ()


def test_a_suppliers_minimum_is_reached_in_whole_boxes(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    pack_runs.put(shop, leon, "Corrida A", "22×1, 23×2, 24×3, 25×2, 26×1")
    before = sum(line.order for line in reorder.suggest(shop).lines)
    suppliers.change(shop, "Calzado León", minimum_order_minor=50_000 * (before + 1), currency="MXN")
    plan = reorder.suggest(shop)
    assert sum(line.order for line in plan.lines) == before + 9
    added = next(note for note in plan.notes if note.code is NoteCode.SUPPLIER_MINIMUM)
    boxes = next(note for note in plan.notes if note.code is NoteCode.BOXES)
    assert (added.amount, boxes.amount) == (9, before // 9 + 1)


def test_a_cash_limit_buys_the_boxes_it_pays_for(shop: Shop) -> None:
    leon = a_supplier(shop, lead_days=14.0, lead_days_sd=4.0)
    a_style(shop, supplier=leon)
    pack_runs.put(shop, leon, "Corrida A", "22×1, 23×2, 24×3, 25×2, 26×1")
    whole = sum(line.order for line in reorder.suggest(shop).lines)
    assert whole > 18
    plan = reorder.suggest(shop, reorder.Assumptions(cash_limit_minor=50_000 * 20))
    assert [line.order for line in plan.lines] == [2, 4, 6, 4, 2]
    assert next(note.amount for note in plan.notes if note.code is NoteCode.BOXES) == 2
