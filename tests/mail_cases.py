"""The occasion of each flow, and what may come between it and its letter; see ``test_mail_flow_cases``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mail_scene import ANA, DAY, Scene, after, at
from mail_shop import a_customer, a_product, a_sale

from shopdesk.domain.outreach.flows import Flow
from shopdesk.store.models import (
    Checkout,
    Consent,
    Customer,
    Launch,
    Message,
    MessageTag,
    Order,
    Product,
    ReturnLine,
    StockSnapshot,
    UnmetRequest,
    Variant,
)

Happens = Callable[[Scene], object]


@dataclass(frozen=True)
class Cases:
    """One flow: its occasion, a day on which it fires, and four things that keep its letter from going.

    Attributes:
        given: Makes the occasion; ``scene.who`` is the address it is for.
        day: Days after DAY on which it fires.
        stops: What ends it for good, and the reason the plan shows (None: it is no occasion any more).
        skips: What holds it back, and the reason.
        displaced: What takes its day.
        changed: What happens between approval and sending, the reason, and the days until sending.
    """

    given: Happens
    day: int
    stops: tuple[Happens, str | None]
    skips: tuple[Happens, str]
    displaced: Happens
    changed: tuple[Happens, str] | tuple[Happens, str, int]


# Occasions


def runs_out(scene: Scene) -> None:
    """Thirty days a piece: the reminder is due a week before."""
    scene.change(Product, 1, days_per_unit=30.0)
    scene.sale()


def runs_out_with_stock(scene: Scene) -> None:
    runs_out(scene)
    scene.stock(5, after(25))


def waits(scene: Scene) -> None:
    scene.switch_on("back_in_stock")
    scene.write(UnmetRequest(customer_id=scene.ana, variant_id=scene.variant, asked_on=after(-10)))


def waits_with_stock(scene: Scene) -> None:
    waits(scene)
    scene.stock(2)


def successor(scene: Scene) -> None:
    scene.sale(after(-60), "900")
    with scene.shop.store.write() as session:
        new = a_product(session, "Tenis Nube 2", successor_of_id=1, first_seen_on=DAY)
        scene.successor = new.id


def launch(scene: Scene) -> None:
    scene.sale(after(-60), "900")
    scene.write(Launch(name="Bota Nevada", public_on=after(20), text="Forrada por dentro."))


def birthday(scene: Scene) -> None:
    scene.switch_on("special_date")
    scene.change(Customer, scene.ana, birthday=date(1990, 3, 20))
    scene.consent()


def contact(scene: Scene) -> None:
    scene.switch_on("welcome")
    with scene.shop.store.write() as session:
        scene.eva = a_customer(session, "Eva Sol", "eva@example.com").id
    scene.write(consent_of(scene.eva, granted=True))
    scene.who = "eva@example.com"


def consent_of(customer: int, *, granted: bool, hour: int = 18) -> Consent:
    return Consent(
        customer_id=customer,
        is_granted=granted,
        at=at(DAY, hour),
        source="contacts.csv",
        text_version="v1",
    )


def question(scene: Scene) -> None:
    scene.consent()
    asks(scene, "¿De qué material es?", "materiales")


def asks(scene: Scene, text: str, tag: str) -> None:
    [message] = scene.write(
        Message(
            text=text, written_at=at(DAY), added_at=at(DAY), customer_id=scene.ana, variant_id=scene.variant
        )
    )
    scene.write(MessageTag(message_id=message, tag=tag))


def absent(scene: Scene) -> None:
    """Forty others who came back after twenty days: who is away for longer is overdue."""
    scene.switch_on("winback")
    scene.change(Product, 1, care_days=0)
    with scene.shop.store.write() as session:
        variant = session.get(Variant, scene.variant)
        for number in range(40):
            other = a_customer(session, f"Otra {number}", f"o{number}@example.com")
            for turn, days in enumerate((-200, -180)):
                a_sale(session, other, variant, after(days), number=f"b{number}-{turn}")
    scene.sale(after(-21), "900")


def _thanked_purchase(scene: Scene) -> None:
    scene.sale()
    scene.had("thanks", 20, after(4))


def _cart(scene: Scene) -> None:
    scene.switch_on("cart")
    left = Checkout(email=ANA, customer_id=scene.ana, abandoned_at=at(DAY), variant_id=scene.variant)
    scene.write(left)


def _review(scene: Scene) -> None:
    scene.switch_on("review")
    scene.sale()


# What comes between


def _order(**values: object) -> Happens:
    """Change the order of DAY."""
    return lambda scene: scene.change(Order, 1, **values)


def _returns(scene: Scene) -> None:
    scene.write(ReturnLine(order_id=1, variant_id=scene.variant, quantity=1, returned_on=after(9)))


def _answers(scene: Scene) -> None:
    when = at(after(5))
    said = Message(text="Buenos", written_at=when, added_at=when, customer_id=scene.ana, origin="review")
    scene.write(said)


def _says_no(scene: Scene) -> None:
    scene.consent(granted=False)


def _buys_on(days: int) -> Happens:
    return lambda scene: scene.sale(after(days), "1002")


def _buys_another_on(days: int) -> Happens:
    def buy(scene: Scene) -> None:
        with scene.shop.store.write() as session:
            other = a_product(session, "Calcetín", "gris", "U", care_days=0).id
        mine, scene.variant = scene.variant, other
        scene.sale(after(days), "1002")
        scene.variant = mine

    return buy


def _buys_the_successor(scene: Scene) -> None:
    mine, scene.variant = scene.variant, scene.successor
    scene.sale(after(-8), "1002")
    scene.variant = mine


def _first_order(scene: Scene) -> None:
    ana, scene.ana = scene.ana, scene.eva
    scene.sale(DAY, "1002")
    scene.ana = ana


def _stock(pieces: int, days: int) -> Happens:
    return lambda scene: scene.stock(pieces, after(days))


def _had(flow: str, days: int, *ago: int) -> Happens:
    """Note letters that came before the day ``days`` after DAY."""
    return lambda scene: [scene.had(flow, one, after(days)) for one in ago]


def _their_size_is_back_on(days: int) -> Happens:
    """Whoever the scene is about also waits for something that is there again: that letter goes first."""

    def arrives(scene: Scene) -> None:
        scene.switch_on("back_in_stock")
        with scene.shop.store.write() as session:
            other = a_product(session, "Bota Roble", "café", "25").id
        person = scene.ana if scene.who == ANA else scene.eva
        scene.write(UnmetRequest(customer_id=person, variant_id=other, asked_on=after(-5)))
        mine, scene.variant = scene.variant, other
        scene.stock(3, after(days))
        scene.variant = mine

    return arrives


def _sold_out(scene: Scene) -> None:
    scene.change(StockSnapshot, 1, on_hand=0)


def _launch_today(scene: Scene) -> None:
    scene.write(Launch(name="Bota Nevada", public_on=after(12), text="Forrada por dentro."))


def _newcomers_gift(scene: Scene) -> None:
    scene.change(Customer, scene.eva, incentive="10 %")


TABLE = {
    Flow.NOTICE: Cases(
        given=lambda scene: scene.sale(promised_on=after(4)),
        day=5,
        stops=(_order(delivered_on=after(5)), "delivered"),
        skips=(Scene.baja, "unsubscribed"),
        displaced=lambda scene: scene.sale(after(-1), "1002", promised_on=after(3)),
        changed=(_order(delivered_on=after(5)), "delivered"),
    ),
    Flow.THANKS: Cases(
        given=Scene.sale,
        day=1,
        stops=(_order(status="refunded"), "refunded"),
        skips=(Scene.complaint, "open_complaint"),
        displaced=_had("notice", 1, 0),
        changed=(_order(status="refunded"), "refunded"),
    ),
    Flow.SURVEY: Cases(
        given=_thanked_purchase,
        day=4,
        stops=(_order(status="cancelled"), "order_cancelled"),
        skips=(_had("survey", 4, 89), "survey_cap"),
        displaced=_had("notice", 4, 0),
        changed=(Scene.complaint, "open_complaint"),
    ),
    Flow.BACK_IN_STOCK: Cases(
        given=waits_with_stock,
        day=0,
        stops=(_buys_on(-2), "bought"),
        skips=(_sold_out, "not_promisable"),
        displaced=_buys_another_on(0),
        changed=(_stock(0, 1), "claim_changed", 1),
    ),
    Flow.REPLENISH: Cases(
        given=runs_out_with_stock,
        day=25,
        stops=(_buys_another_on(24), "bought"),
        skips=(_sold_out, "not_promisable"),
        displaced=_their_size_is_back_on(25),
        changed=(_stock(0, 26), "claim_changed", 1),
    ),
    Flow.EARLY_ACCESS: Cases(
        given=launch,
        day=15,
        stops=(lambda scene: scene.change(Launch, 1, public_on=after(15)), "too_late"),
        skips=(_says_no, "no_consent"),
        displaced=_buys_on(15),
        changed=(lambda scene: scene.change(Launch, 1, public_on=after(16)), "claim_changed", 1),
    ),
    Flow.REVIEW: Cases(
        given=_review,
        day=9,
        stops=(_answers, "answered"),
        skips=(_says_no, "no_consent"),
        displaced=_launch_today,
        changed=(_returns, "returned"),
    ),
    Flow.CARE: Cases(
        given=Scene.sale,
        day=20,
        stops=(_returns, "returned"),
        skips=(Scene.complaint, "open_complaint"),
        displaced=_buys_on(20),
        changed=(Scene.baja, "unsubscribed"),
    ),
    Flow.SPECIAL_DATE: Cases(
        given=birthday,
        day=10,
        stops=(Scene.baja, "unsubscribed"),
        skips=(_had("novelty", 10, 3, 9), "marketing_cap"),
        displaced=_buys_on(10),
        changed=(_says_no, "no_consent"),
    ),
    Flow.NOVELTY: Cases(
        given=successor,
        day=1,
        stops=(_buys_the_successor, None),
        skips=(_had("cart", 1, 2, 6), "marketing_cap"),
        displaced=_buys_on(1),
        changed=(Scene.complaint, "open_complaint"),
    ),
    Flow.WELCOME: Cases(
        given=contact,
        day=0,
        stops=(_first_order, None),
        skips=(_newcomers_gift, "existing_customers_first"),
        displaced=_their_size_is_back_on(0),
        changed=(lambda s: s.write(consent_of(s.eva, granted=False, hour=20)), "no_consent"),
    ),
    Flow.CART: Cases(
        given=_cart,
        day=1,
        stops=(_buys_on(1), "bought"),
        skips=(_had("novelty", 1, 3, 6), "marketing_cap"),
        displaced=_their_size_is_back_on(1),
        changed=(Scene.baja, "unsubscribed"),
    ),
    Flow.ASKED: Cases(
        given=question,
        day=3,
        stops=(_buys_on(1), "bought"),
        skips=(Scene.complaint, "open_complaint"),
        displaced=_their_size_is_back_on(3),
        changed=(Scene.baja, "unsubscribed"),
    ),
    Flow.WINBACK: Cases(
        given=absent,
        day=0,
        stops=(_buys_on(-1), None),
        skips=(_had("novelty", 0, 3, 6), "marketing_cap"),
        displaced=_their_size_is_back_on(0),
        changed=(Scene.baja, "unsubscribed"),
    ),
}
