"""What the Hoy page says: titles and why-lines of the tasks, what comes, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, assert_never

from shopdesk.runtime import words
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.morning import Coming, ComingKind, Task, TaskKind


def greeting(owner: str, hour: int) -> str:
    """Greet by the hour, and by name where there is one."""
    if hour < 12:
        said = _("Good morning, {name}") if owner else _("Good morning")
    elif hour < 19:
        said = _("Good afternoon, {name}") if owner else _("Good afternoon")
    else:
        said = _("Good evening, {name}") if owner else _("Good evening")
    return said.format(name=owner)


def date_line(day: date, event: tuple[str, date] | None) -> str:
    """Say the day, and the commercial date that runs on it."""
    said = words.long_day(day)
    if event is None:
        return said
    name, last = event
    if last == day:
        return _("{day} · {event} ends today").format(day=said, event=name)
    return _("{day} · {event} until {last}").format(day=said, event=name, last=words.near_day(last))


def title(task: Task) -> str:
    """Say a task with its number."""
    n = task.count
    match task.kind:
        case TaskKind.FAILURE:
            said = _failure(task.facts)[0]
        case TaskKind.LETTERS:
            said = _letters_title(task)
        case TaskKind.REORDER:
            said = ngettext(
                "{count} product reached its reorder point", "{count} products reached their reorder point", n
            )
        case TaskKind.SIZES:
            said = ngettext("Key sizes missing in {count} style", "Key sizes missing in {count} styles", n)
        case TaskKind.MESSAGES | TaskKind.PROMISES | TaskKind.COMPLAINTS:
            said = _owed_to_people(task.kind, n)
        case TaskKind.WORD:
            return _("Your word in {month} is ready").format(month=_month(task.facts))
        case _:
            assert_never(task.kind)
    return said.format(count=words.number(n))


def _owed_to_people(kind: TaskKind, n: int) -> str:
    if kind is TaskKind.MESSAGES:
        return ngettext("{count} message to answer", "{count} messages to answer", n)
    if kind is TaskKind.PROMISES:
        return ngettext("{count} promise to keep", "{count} promises to keep", n)
    return ngettext("{count} unhappy answer", "{count} unhappy answers", n)


def _letters_title(task: Task) -> str:
    if set(task.facts.get("by_flow", ())) != {"thanks"}:
        return ngettext("{count} letter ready to send", "{count} letters ready to send", task.count)
    return ngettext(
        "{count} customer waits for this week's thank-you",
        "{count} customers wait for this week's thank-you",
        task.count,
    )


def why(task: Task, today: date) -> str:
    """Say the most urgent case of a task in one line."""
    facts = task.facts
    match task.kind:
        case TaskKind.FAILURE:
            return _failure(facts)[1]
        case TaskKind.LETTERS:
            return _letters(facts)
        case TaskKind.REORDER:
            return _reorder(facts, today)
        case TaskKind.SIZES | TaskKind.WORD:
            return str(facts.get("why", ""))
        case TaskKind.MESSAGES:
            return _messages(facts, today)
        case TaskKind.PROMISES:
            return _promise(facts)
        case TaskKind.COMPLAINTS:
            return _("They gave 0 to 6. Answer before anything else goes to them.")
        case _:
            assert_never(task.kind)


def button(task: Task) -> str:
    """Say what the button of a task does."""
    return {
        TaskKind.FAILURE: _("See what happened"),
        TaskKind.LETTERS: _("Review and send"),
        TaskKind.REORDER: _("See what to order"),
        TaskKind.SIZES: _("See sizes"),
        TaskKind.MESSAGES: _("Answer"),
        TaskKind.PROMISES: _("See who waits"),
        TaskKind.COMPLAINTS: _("Read them"),
        TaskKind.WORD: _("See your word"),
    }[task.kind]


def alarm(task: Task) -> str:
    """Return the words of a task's danger badge, or an empty string."""
    whole, part = int(task.facts.get("this_week", 0)), int(task.facts.get("size_this_week", 0))
    if task.kind is not TaskKind.REORDER or not whole + part:
        return ""
    if whole:
        said = ngettext("{count} runs out this week", "{count} run out this week", whole)
    else:
        said = ngettext("{count} loses a size", "{count} lose a size", part)
    return said.format(count=whole or part)


def _month(facts: Mapping[str, Any]) -> str:
    return words.month(date.fromisoformat(str(facts["month"])))


def _promise(facts: Mapping[str, Any]) -> str:
    if not facts.get("due_on"):
        return ""
    day = words.weekday(date.fromisoformat(str(facts["due_on"])))
    return _("{person}, for {day}: «{said}»").format(
        person=facts.get("person") or _("A customer"), day=day, said=facts.get("said", "")
    )


def _failure(facts: Mapping[str, Any]) -> tuple[str, str]:
    count = int(facts.get("unknown", 0))
    if count:
        return (
            ngettext(
                "{count} letter may or may not have left", "{count} letters may or may not have left", count
            ),
            _("The connection broke while handing it over. Nothing is sent again by itself."),
        )
    if facts.get("account"):
        return (
            _("Your mail account did not let us in"),
            _("Check it in Settings and try it; your letters stay ready."),
        )
    return str(facts.get("title", "")), str(facts.get("why", ""))


def _letters(facts: Mapping[str, Any]) -> str:
    # Only here: the words of letters bring their whole vocabulary, and the window paints before it.
    from shopdesk.services.mail import phrases_monday

    parts = []
    if set(facts.get("by_flow", ())) != {"thanks"}:
        said = phrases_monday.contents(facts)
        parts += [said + "."] if said else []
    elif facts.get("first") and facts.get("last"):
        first, last = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
        parts.append(_("They bought {span}.").format(span=words.span(first, last)))
    parts += [said for said in (phrases_monday.let_be(facts),) if said]
    return " ".join(parts) or _("Nothing leaves without your click.")


def _reorder(facts: Mapping[str, Any], today: date) -> str:
    suppliers = int(facts.get("suppliers", 0))
    said = ngettext("From {count} supplier.", "From {count} suppliers.", suppliers).format(count=suppliers)
    if not suppliers:
        said = _("Nobody has said yet who supplies them.")
    name = facts.get("urgent")
    if not name and facts.get("uncounted"):
        return _("Nobody has said how many there are: bring your stock file, or count them.")
    if not name:
        return said
    out = date.fromisoformat(facts["runs_out_on"]) if facts.get("runs_out_on") else None
    if out is None:
        return said
    if out <= today:
        return said + " " + _("The most urgent: {name}, there is none left.").format(name=name)
    urgent = _("The most urgent: {name}, it runs out on {day}.")
    return said + " " + urgent.format(name=name, day=_day(out, today))


def _messages(facts: Mapping[str, Any], today: date) -> str:
    parts = []
    if facts.get("oldest"):
        at = datetime.fromisoformat(facts["oldest"])
        parts.append(_("The oldest waits since {moment}.").format(moment=moment(at, today)))
    asking = int(facts.get("sizes", 0))
    if asking:
        said = ngettext("{count} asks about a size.", "{count} ask about a size.", asking)
        parts.append(said.format(count=asking))
    return " ".join(parts)


def coming(line: Coming) -> tuple[str, str]:
    """Say a line of what comes, and its remark at the right."""
    facts = line.facts
    match line.kind:
        case ComingKind.LATE | ComingKind.ORDER:
            return _delivery(line), _on_the_way(int(facts["pieces"]))
        case ComingKind.LETTERS:
            purchases = int(facts["purchases"])
            so_far = ngettext("{count} purchase so far", "{count} purchases so far", purchases)
            return _("Next batch of thank-yous"), so_far.format(count=purchases)
        case ComingKind.EVENT:
            lasts = int(facts["days"])
            said = ngettext("lasts {count} day", "lasts {count} days", lasts).format(count=lasts)
            return _("{event} begins").format(event=facts["name"]), said
        case ComingKind.LAST_DAY:
            said = _("Last day to order for {event}").format(event=facts["event"])
            return said, words.names(facts["suppliers"])
        case _:
            assert_never(line.kind)


def _delivery(line: Coming) -> str:
    facts = line.facts
    count, supplier = int(facts.get("orders", 1)), facts["supplier"]
    if line.kind is ComingKind.ORDER:
        return ngettext(
            "The order from {supplier} arrives", "{count} orders from {supplier} arrive", count
        ).format(supplier=supplier, count=words.number(count))
    days = int(facts["days"])
    late = ngettext("{days} day late", "{days} days late", days).format(days=words.number(days))
    return ngettext(
        "The order from {supplier}: {late}", "{count} orders from {supplier}: {late}", count
    ).format(supplier=supplier, count=words.number(count), late=late)


def _on_the_way(pieces: int) -> str:
    told = ngettext("{count} piece on the way", "{count} pieces on the way", pieces)
    return told.format(count=words.number(pieces))


def done(counts: Mapping[str, int]) -> str:
    """Say in one sentence what was done today; an empty string if nothing."""
    said = [_done(kind, count) for kind, count in counts.items() if count]
    said = [part for part in said if part]
    return _("Already done today: {what}.").format(what=words.names(said)) if said else ""


def _done(kind: str, count: int) -> str:
    match kind:
        case "import":
            return ngettext("{count} file brought in", "{count} files brought in", count).format(count=count)
        case "letters":
            return ngettext("{count} thank-you sent", "{count} thank-yous sent", count).format(count=count)
        case "order":
            return ngettext("{count} order placed", "{count} orders placed", count).format(count=count)
        case "reply":
            return ngettext("{count} message answered", "{count} messages answered", count).format(
                count=count
            )
        case "count":
            return ngettext("{count} size counted", "{count} sizes counted", count).format(count=count)
        case _:
            return ""


def done_tile(kind: str, count: int) -> str:
    """Say one kind of finished work as the title of a tile; empty for kinds without one."""
    said = _done(kind, count)
    return said[:1].upper() + said[1:]


def freshness(last_sale: date | None, today: date) -> str:
    """Say until when the sales are known."""
    if last_sale is None:
        return _("No sales yet")
    if last_sale >= today:
        return _("Up to date, today included")
    day = words.weekday_number(last_sale)
    if last_sale == today - timedelta(1):
        return _("Up to date until yesterday, {day}").format(day=day)
    return _("Sales until {day}").format(day=words.weekday(last_sale))


def moment(at: datetime, today: date) -> str:
    """Say a moment near today: ``hoy, 8:52``, ``ayer a las 18:40``, ``lun 10 nov, 8:47``."""
    clock = words.clock(at)
    if at.date() == today:
        return _("today, {clock}").format(clock=clock)
    if at.date() == today - timedelta(1):
        return _("yesterday at {clock}").format(clock=clock)
    return _("{day}, {clock}").format(day=words.weekday(at.date()), clock=clock)


def _day(when: date, today: date) -> str:
    return words.near_day(when) if (when - today).days < 14 else words.weekday(when)
