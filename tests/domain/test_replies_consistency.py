"""The same question answered differently is found; answers that can both hold are not."""

from datetime import UTC, datetime, timedelta

from shopdesk.domain.replies.consistency import Answered, Kind, disagreements

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def said(*texts: str) -> list[Answered]:
    channels = ("whatsapp", "instagram", "policy")
    return [
        Answered(channels[at % 3], f"message:{at}", DAY + timedelta(at), words)
        for at, words in enumerate(texts)
    ]


def test_two_terms_for_exchanges_stand_side_by_side():
    found = disagreements(said("Tienes 30 días para cambios.", "Los cambios son dentro de 15 días."))
    assert [(two.subject, two.kind) for two in found] == [("exchanges", Kind.DAYS)]
    assert found[0].one_says == "Tienes 30 días para cambios."
    assert found[0].other.channel == "instagram"


def test_a_month_is_thirty_days():
    assert disagreements(said("Cambios en 30 días.", "Aceptamos cambios durante un mes o 1 mes.")) == ()


def test_part_of_the_terms_agrees_with_the_whole():
    policy = Answered("policy", "policy:envio:v1", DAY, "El envío cuesta $120 y es gratis desde $1,500.")
    assert disagreements([*said("El envío cuesta 120 pesos.", "Envío gratis."), policy]) == ()


def test_what_was_said_before_a_policy_does_not_count_against_it():
    policy = Answered("policy", "policy:cambios:v2", DAY + timedelta(9), "Cambios dentro de 30 días.")
    assert disagreements([*said("Cambios dentro de 15 días."), policy]) == ()
    later = Answered("whatsapp", "message:9", DAY + timedelta(10), "Los cambios son en 15 días.")
    assert disagreements([later, policy])[0].other == later


def test_without_a_policy_that_names_both_a_price_and_free_do_not_agree():
    assert len(disagreements(said("El envío cuesta 120 pesos.", "Envío gratis."))) == 1


def test_two_prices_of_shipping_do_not():
    found = disagreements(said("El envío cuesta $120.", "El envío te sale en $99.00."))
    assert [(two.subject, two.kind) for two in found] == [("shipping", Kind.MONEY)]


def test_yes_here_and_no_there():
    found = disagreements(said("Sí hacemos devoluciones.", "No aceptamos devoluciones, lo siento."))
    assert [(two.subject, two.kind) for two in found] == [("returns", Kind.OFFER)]


def test_delivery_times_are_compared_for_one_place_only():
    texts = ("El envío a Mérida tarda 4 a 6 días.", "El envío a Puebla tarda 2 días.")
    assert disagreements(said(*texts)) == ()
    other = Answered("instagram", "message:9", DAY + timedelta(9), "El envío a Mérida llega en 3 días.")
    found = disagreements([*said(*texts), other])
    assert [two.subject for two in found] == ["shipping:merida"]


def test_ranges_that_overlap_agree():
    assert disagreements(said("El envío tarda 3 a 5 días.", "El envío tarda 4 días hábiles.")) == ()


def test_instalments_are_no_term():
    assert disagreements(said("Envíos con 3 meses sin intereses.", "Envíos con 6 meses sin intereses.")) == ()


def test_a_warranty_that_ends_in_an_exchange_is_no_rule_on_exchanges():
    texts = ("Cambios en los primeros 30 días.", "Tienen 90 días de garantía: los reparamos o los cambiamos.")
    assert disagreements(said(*texts)) == ()
