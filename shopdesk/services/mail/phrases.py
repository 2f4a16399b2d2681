"""Flows, reasons and states of letters in the owner's words."""

from __future__ import annotations

from shopdesk.domain.naming import name_key
from shopdesk.domain.outreach.flows import Flow, State
from shopdesk.domain.outreach.people import Skip
from shopdesk.runtime.errors import WrongInput
from shopdesk.runtime.i18n import _, n_

_FLOWS = {
    Flow.NOTICE: n_("I tell you first"),
    Flow.THANKS: n_("Thank-you"),
    Flow.SURVEY: n_("Survey"),
    Flow.BACK_IN_STOCK: n_("Back in your size"),
    Flow.REPLENISH: n_("Replenishment"),
    Flow.EARLY_ACCESS: n_("Early access"),
    Flow.REVIEW: n_("Review with photo"),
    Flow.CARE: n_("Product care"),
    Flow.SPECIAL_DATE: n_("Special date"),
    Flow.NOVELTY: n_("New version"),
    Flow.WELCOME: n_("Welcome"),
    Flow.CART: n_("Abandoned cart"),
    Flow.ASKED: n_("Asked and did not buy"),
    Flow.WINBACK: n_("We miss you"),
}

_SKIPS = {
    Skip.UNSUBSCRIBED: n_("Unsubscribed"),
    Skip.SUPPRESSED: n_("Does not want letters"),
    Skip.BOUNCED: n_("The address does not exist"),
    Skip.NO_CONSENT: n_("Did not give permission"),
    Skip.NO_ADDRESS: n_("No e-mail"),
    Skip.COMPLAINT: n_("Has an open complaint"),
    Skip.LATE_PARCEL: n_("Their parcel is late"),
    Skip.BAD_SCORE: n_("Gave a low score"),
    Skip.FROZEN: n_("On hold"),
    Skip.REFUNDED: n_("Refunded"),
    Skip.RETURNED: n_("Returned it"),
    Skip.CANCELLED: n_("Order cancelled"),
    Skip.UNPAID: n_("Not paid yet"),
    Skip.DELIVERED: n_("Already delivered"),
    Skip.BOUGHT: n_("Already bought"),
    Skip.ANSWERED: n_("Already answered"),
    Skip.NOT_PROMISABLE: n_("Their size cannot be promised"),
    Skip.LOW_CHANCE: n_("Little chance that they need it"),
    Skip.CLAIM_CHANGED: n_("What the letter says is no longer true"),
    Skip.PAST: n_("Before your first import"),
    Skip.TOO_LATE: n_("Too late by now"),
    Skip.ALREADY_THANKED: n_("Already got one"),
    Skip.MARKETING_CAP: n_("Reached their cap"),
    Skip.SURVEY_CAP: n_("Asked in the last 90 days"),
    Skip.DAILY_CAP: n_("Gets another one today"),
    Skip.DISPLACED: n_("Another letter goes first"),
    Skip.OWNER: n_("Skipped by you"),
    Skip.FLOW_OFF: n_("The flow is off"),
    Skip.VACATION: n_("You are on vacation"),
    Skip.HELD_OUT: n_("Left out to compare"),
    Skip.EXISTING_FIRST: n_("Your customers first"),
    Skip.SOLD_OUT: n_("No more pieces for one more person"),
}

_STATES = {
    State.DRAFT: n_("To review"),
    State.APPROVED: n_("Ready"),
    State.QUEUED: n_("Waiting"),
    State.SENDING: n_("Leaving"),
    State.SENT: n_("It was sent"),
    State.FAILED: n_("With a problem"),
    State.UNKNOWN: n_("I don't know if it left"),
    State.SKIPPED: n_("Skipped"),
    State.CANCELLED: n_("Cancelled"),
}

_ALIASES = {
    "gracias": Flow.THANKS,
    "agradecimiento": Flow.THANKS,
    "encuesta": Flow.SURVEY,
    "nps": Flow.SURVEY,
    "te aviso": Flow.NOTICE,
    "te aviso yo primero": Flow.NOTICE,
    "aviso": Flow.NOTICE,
    "resena": Flow.REVIEW,
    "cuidado": Flow.CARE,
    "fecha especial": Flow.SPECIAL_DATE,
    "cumpleanos": Flow.SPECIAL_DATE,
    "birthday": Flow.SPECIAL_DATE,
    "pregunto": Flow.ASKED,
    "pregunto y no compro": Flow.ASKED,
    "reposicion": Flow.REPLENISH,
    "replenishment": Flow.REPLENISH,
    "novedad": Flow.NOVELTY,
    "recomendacion": Flow.NOVELTY,
    "primero tu": Flow.EARLY_ACCESS,
    "bienvenida": Flow.WELCOME,
    "carrito": Flow.CART,
    "carrito abandonado": Flow.CART,
    "checkout": Flow.CART,
    "de vuelta": Flow.BACK_IN_STOCK,
    "de vuelta en tu talla": Flow.BACK_IN_STOCK,
    "te extranamos": Flow.WINBACK,
    "thank you": Flow.THANKS,
}


def flow(which: Flow) -> str:
    """Say a flow's name."""
    return _(_FLOWS[which])


def state(which: State) -> str:
    """Say where a letter stands."""
    return _(_STATES[which])


def reason(word: str) -> str:
    """Say why a letter is skipped, failed or unknown; the machine's word where we have no better."""
    if word in set(Skip):
        return _(_SKIPS[Skip(word)])
    # Only here: what servers answer is a vocabulary of its own, and Hoy says skips before the first paint.
    from shopdesk.services.mail import phrases_failures

    return phrases_failures.failure(word)


def read_flow(typed: str) -> Flow:
    """Read a flow's name as the owner types it: ``thanks``, ``gracias``, ``De vuelta en tu talla``.

    Raises:
        WrongInput: If there is no such flow.
    """
    wanted = name_key(typed.replace("_", " ").replace("-", " "))
    for one in Flow:
        if wanted in {one.value.replace("_", " "), name_key(flow(one))}:
            return one
    if wanted in _ALIASES:
        return _ALIASES[wanted]
    raise WrongInput(
        _("There is no flow called {name}.").format(name=typed),
        _("Choose one of: {names}.").format(names=", ".join(Flow)),
    )
