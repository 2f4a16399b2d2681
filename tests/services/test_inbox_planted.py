"""Planted inboxes: what the page of topics, the promises and the honesty month say equals counts by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import select

from shopdesk.domain.friction import Friction
from shopdesk.services import importing, phrases_today, policies, promisable, stock, word
from shopdesk.services import today as hoy
from shopdesk.services.inbox import arriving, promises, topics, views
from shopdesk.services.inbox.promises import Outcome
from shopdesk.services.morning import TaskKind
from shopdesk.services.word import Name
from shopdesk.shop import open_shop
from shopdesk.store.models import Order, OutboxLetter, Product, Promise, Reply

EXCHANGE, SHIPPING = "quiero cambiar el tenis nube", "cuanto cuesta el envio a puebla?"
EXCHANGES = (1, 1, 1, 1, 1, 1, 1, 1, 8)
"""Conversations about exchanges a week, the last one this week."""
SHIPPINGS = (8,) * 9
NAMES = ("Ana", "Eva", "Luz", "Mar", "Sol", "Paz", "Rut", "Zoe")
STOCK = """as_of,sku,product,color,size,on_hand
2026-11-21,TN-25,Tenis Nube,Negro,25,5
2026-11-21,TN-26,Tenis Nube,Negro,26,0
2026-11-21,TN-27,Tenis Nube,Negro,27,1
2026-11-01,VF-M,Vestido Frida,Rojo,M,4
"""


def at(day: date, hour: int = 11) -> datetime:
    return datetime.combine(day, time(hour), UTC) + timedelta(hours=6)  # Mexico City is six hours behind


def write(shop, text: str, name: str, day: date, hour: int = 11) -> int:
    return arriving.add(shop, text, name=name, channel="whatsapp", at=at(day, hour)).new[0]


def chat(shop, text: str, family: str, people: int, day: date) -> None:
    """Paste one line of each person."""
    if people == 1:
        write(shop, text, f"{NAMES[0]} {family}", day)
        return
    lines = "\n".join(f"{name} {family}: {text}" for name in NAMES[:people])
    assert len(arriving.add(shop, lines, channel="whatsapp", at=at(day), split=True).new) == people


@pytest.fixture
def stocked(shop, tmp_path):
    file = tmp_path / "stock.csv"
    file.write_text(STOCK, encoding="utf-8")
    list(importing.import_files(shop, [file], importing.ImportOptions(kind="stock")))
    return shop


@pytest.fixture
def planted(stocked):
    """Nine weeks: one exchange and eight deliveries a week, eight exchanges in the last; one person twice."""
    today = stocked.today()
    for week, (changes, sent) in enumerate(zip(EXCHANGES, SHIPPINGS, strict=True)):
        day = today - timedelta(7 * (len(EXCHANGES) - 1 - week))
        chat(stocked, EXCHANGE, "Vera", changes, day)
        chat(stocked, SHIPPING, "Lara", sent, day - timedelta(1))
    write(stocked, "sigo queriendo cambiar el tenis nube", "Ana Vera", today, 12)
    return stocked


def test_conversations_a_week_equal_the_plan_and_one_person_counts_once(planted):
    page = topics.page(planted, weeks=9)
    whole = {one.tag: one.weeks for one in page.topics if one.product_id is None}
    assert whole["cambios_devoluciones"] == EXCHANGES
    assert whole["envio"] == SHIPPINGS
    assert page.messages == sum(EXCHANGES) + sum(SHIPPINGS) + 1
    (styled,) = [t for t in page.topics if t.product_id is not None and t.tag == "cambios_devoluciones"]
    assert (styled.product, styled.weeks) == ("Tenis Nube negro", EXCHANGES)


def test_eight_where_one_is_usual_is_a_jump_and_eight_of_eight_is_none(planted):
    page = topics.page(planted, weeks=9)
    kinds = {(one.tag, one.product_id is None): one.signal.kind for one in page.topics if one.signal}
    assert kinds[("cambios_devoluciones", True)] is Friction.JUMP
    assert kinds[("envio", True)] is Friction.STEADY
    assert page.alerts[0].tag == "cambios_devoluciones"
    assert len(page.alerts[0].messages) == 9, "eight people, one of them twice"


def test_this_month_stands_against_the_same_days_of_last_month(planted):
    bars = {bar.tag: (bar.now, bar.before) for bar in topics.page(planted, weeks=9).months}
    # to the 21st: eight people about exchanges, one of them on three Saturdays; the same one in October
    assert bars["cambios_devoluciones"] == (8, 1)
    assert bars["envio"] == (8, 8)


def test_two_questions_are_too_few_to_tell(stocked):
    for number in range(2):
        write(stocked, f"tienen garantia los nube? {number}", f"Luz {number}", stocked.today())
    for week in range(9):
        write(stocked, f"{SHIPPING} {week}", f"Ana {week}", stocked.today() - timedelta(7 * week))
    page = topics.page(stocked, weeks=9)
    (found,) = [one for one in page.topics if one.tag == "garantia" and one.product_id is None]
    assert found.signal.kind is Friction.TOO_FEW


def promise(session, number: int, text: str, made: date, due: date | None, kind: str = "notice") -> None:
    session.add(Promise(kind=kind, text=text, made_at=at(made), due_on=due, message_id=number))


def test_promises_kept_late_broken_and_open_equal_the_plan(stocked):
    october = date(2026, 10, 5)
    ids = [write(stocked, f"me avisas del nube 26? {n}", f"Paty {n}", october) for n in range(4)]
    with stocked.store.write() as session:
        for place, number in enumerate(ids):
            due = date(2026, 10, 9) if place < 3 else date(2026, 11, 30)
            promise(session, number, f"Te aviso {place}", october, due)
        for number, day in ((ids[0], date(2026, 10, 8)), (ids[1], date(2026, 10, 12))):
            session.add(Reply(message_id=number, text="Ya llegó.", created_at=at(day), copied_at=at(day)))
        session.add(
            Order(
                source="test", number="#7", placed_at=at(october), local_day=october, local_week=october,
                total_minor=100, currency="MXN", buyer_name="Rosa",
                promised_on=date(2026, 10, 7),
                delivered_on=date(2026, 10, 9),
            )
        )  # fmt: skip
    found = {p.text: p.outcome for p in promises.listed(stocked)}
    assert found == {
        "Te aviso 0": Outcome.KEPT,
        "Te aviso 1": Outcome.LATE,
        "Te aviso 2": Outcome.BROKEN,
        "Te aviso 3": Outcome.OPEN,
        "#7": Outcome.LATE,
    }
    month = word.month_of(stocked, date(2026, 10, 1))
    kept = month.figure(Name.PROMISES)
    assert (kept.part, kept.whole) == (1, 4)
    assert {p.text for p in month.broken} == {"Te aviso 1", "Te aviso 2", "#7"}


def test_answered_within_a_day_and_next_steps_equal_the_plan(stocked):
    october = date(2026, 10, 12)
    ids = [write(stocked, f"que talla me pido? {n}", f"Mar {n}", october) for n in range(5)]
    with stocked.store.write() as session:
        for place, number in enumerate(ids[:4]):
            copied = at(october) + timedelta(hours=(2, 20, 23, 30)[place])
            views_of = session.get_one(views.Message, number)
            views_of.status, views_of.answered_at = "answered", copied
            step = [{"name": "next_step", "passed": place != 1}]
            session.add(Reply(message_id=number, text="…", checks=step, created_at=copied, copied_at=copied))
    month = word.month_of(stocked, date(2026, 10, 1))
    within, step = month.figure(Name.WITHIN_A_DAY), month.figure(Name.NEXT_STEP)
    assert (within.part, within.whole) == (3, 5), "one after 30 hours, one never"
    assert set(within.exceptions) == set(ids[3:])
    assert (step.part, step.whole, step.exceptions) == (3, 4, (ids[1],))


def sold(shop, tmp_path, rows: str) -> None:
    file = tmp_path / "sales.csv"
    file.write_text("date,order,sku,product,color,size,quantity,unit_price\n" + rows, encoding="utf-8")
    list(importing.import_files(shop, [file], importing.ImportOptions(kind="sales")))


def test_pieces_sold_at_their_list_price_equal_the_plan(stocked, tmp_path):
    sold(
        stocked,
        tmp_path,
        "2026-10-02,A1,TN-25,Tenis Nube,Negro,25,3,899\n"
        "2026-10-02,A2,TN-26,Tenis Nube,Negro,26,1,700\n"
        "2026-10-09,A3,TN-25,Tenis Nube,Negro,25,2,650\n"
        "2026-09-30,A4,TN-25,Tenis Nube,Negro,25,9,100\n",
    )
    with stocked.store.write() as session:
        for product in session.exec(select(Product)):
            product.list_price_minor = 89900
    figure = word.month_of(stocked, date(2026, 10, 1)).figure(Name.LIST_PRICE)
    assert (figure.part, figure.whole) == (3, 6), "three at 899; one at 700 and two at 650 below it"
    assert figure.days == (1, 2), "the 9th went below it, the 2nd did not; September is not October"


def test_key_sizes_available_equal_the_plan(stocked, tmp_path):
    days = [date(2026, 8, 1) + timedelta(n) for n in range(61)]  # a pair a day to the end of September
    sold(
        stocked,
        tmp_path,
        "".join(f"{day},S{n},TN-25,Tenis Nube,Negro,25,1,899\n" for n, day in enumerate(days)),
    )
    counts = tmp_path / "counts.csv"
    counts.write_text(
        "as_of,sku,on_hand\n2026-08-01,TN-25,71\n2026-10-01,TN-25,10\n2026-10-16,TN-25,0\n2026-11-01,TN-25,0\n",
        encoding="utf-8",
    )
    list(importing.import_files(stocked, [counts], importing.ImportOptions(kind="stock")))
    figure = word.month_of(stocked, date(2026, 10, 1)).figure(Name.KEY_SIZES)
    assert figure.share == pytest.approx(15 / 31), "in stock on the 1st to the 15th, gone from the 16th on"


def letter(session, number: int, person: str, kind: str, flow: str, day: date) -> None:
    session.add(
        OutboxLetter(
            letter_key=f"k{number}", flow=flow, kind=kind, recipient=person, subject="Hola", state="sent",
            proposed_at=at(day), sent_at=at(day),
        )
    )  # fmt: skip


def test_letters_within_the_cap_equal_the_plan(stocked):
    plan = (
        ("ana@x.mx", "marketing", "news", date(2026, 9, 20)),  # counts for the 30 days before October's
        ("ana@x.mx", "marketing", "news", date(2026, 10, 2)),  # her second: within
        ("ana@x.mx", "marketing", "news", date(2026, 10, 5)),  # her third: over
        ("ana@x.mx", "service", "restock", date(2026, 10, 6)),  # a service letter has no cap
        ("eva@x.mx", "service", "thanks", date(2026, 10, 6)),  # within
        ("eva@x.mx", "service", "thanks", date(2026, 10, 20)),  # a second thank-you in 30 days: over
    )
    with stocked.store.write() as session:
        for number, (person, kind, flow, day) in enumerate(plan):
            letter(session, number, person, kind, flow, day)
    figure = word.month_of(stocked, date(2026, 10, 1)).figure(Name.LETTERS)
    assert (figure.part, figure.whole, len(figure.exceptions)) == (3, 5, 2)


def test_what_can_be_promised_equals_the_shelf_less_what_is_taken(stocked):
    stock.reserve(stocked, "TN-25", 2, person="Ana", until=stocked.today() + timedelta(2))
    found = {one.sku: (one.promisable, one.is_last_pieces) for one in promisable.listed(stocked)}
    assert found["TN-25"][0] == 3
    assert found["TN-26"] == (0, False)
    assert found["TN-27"] == (1, True)
    assert found["VF-M"] == (0, False), "counted twenty days ago: check it first"


def test_of_two_questions_in_one_message_each_has_its_own_answer(stocked):
    policies.put(stocked, "pagos", "Aceptamos tarjeta y OXXO.")
    policies.put(stocked, "garantia", "90 días por defectos de fábrica.")
    write(stocked, "¿Tiene garantía el tenis nube? ¿Aceptan pago con tarjeta?", "Ana", stocked.today())
    found = {one.quotes[0]: one.answer for one in topics.page(stocked).questions}
    assert found == {
        "¿Tiene garantía el tenis nube?": "90 días por defectos de fábrica.",
        "¿Aceptan pago con tarjeta?": "Aceptamos tarjeta y OXXO.",
    }


def test_what_was_promised_for_today_or_missed_this_week_is_a_task_on_hoy(stocked):
    today = stocked.today()
    number = write(stocked, "me avisas del nube 26?", "Paty", today - timedelta(3))
    with stocked.store.write() as session:
        promise(session, number, "Te aviso hoy", today - timedelta(3), today)
        promise(session, number, "Te aviso antier", today - timedelta(3), today - timedelta(2))
        promise(session, number, "Te aviso en marzo", today - timedelta(3), today + timedelta(100))
        promise(session, number, "Te avisé hace un mes", today - timedelta(40), today - timedelta(30))
    (task,) = [task for task in hoy.look(stocked).tasks if task.kind is TaskKind.PROMISES]
    assert task.count == 2
    assert phrases_today.title(task) == "2 promesas por cumplir"
    assert "Te aviso antier" in phrases_today.why(task, today)


def test_in_the_first_week_of_a_month_hoy_proposes_tu_palabra_with_its_sentence(stocked):
    today = stocked.today()
    asked = [write(stocked, f"me avisas del nube {size}?", "Paty", today - timedelta(3)) for size in (25, 26)]
    with stocked.store.write() as session:
        promise(session, asked[0], "Te aviso ayer", today - timedelta(3), today - timedelta(1))
    stocked.store.flush_journal()
    assert TaskKind.WORD not in {task.kind for task in hoy.look(stocked).tasks}, "the twenty-first"
    for number, is_proposed in ((1, True), (7, True), (8, False)):
        day = date(2026, 12, number)
        later = open_shop(stocked.folder, today=day)
        found = [task for task in hoy.look(later).tasks if task.kind is TaskKind.WORD]
        later.store.close()
        assert bool(found) is is_proposed, day
        for task in found:
            assert phrases_today.title(task) == "Tu palabra de noviembre está lista"
            said = phrases_today.why(task, day)
            assert said.startswith("Tu palabra en noviembre: 0 de 1 promesas cumplidas, 0 de 2 mensajes")
