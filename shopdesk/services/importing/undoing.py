"""The list of imports, and taking one back."""

from __future__ import annotations

from sqlmodel import Session

from shopdesk.domain.money import Money
from shopdesk.runtime import words
from shopdesk.runtime.errors import NotFound, Problem, Severity, ShopdeskError
from shopdesk.runtime.i18n import _, ngettext
from shopdesk.services.context import Shop
from shopdesk.services.importing import returns
from shopdesk.services.importing.results import ImportResult, PastImport, Undone
from shopdesk.store import settings as settings_store
from shopdesk.store.imports import batches
from shopdesk.store.imports import undoing as store
from shopdesk.store.models import ImportBatch


class TooOld(ShopdeskError):
    """The import is no longer among those that can be taken back, or was taken back already."""

    code = "cannot_undo"


def history(shop: Shop) -> list[PastImport]:
    """Return every import, the newest first."""
    with shop.store.read() as session:
        can = batches.undoable(session)
        notes = batches.notes(session)
        found = batches.all_batches(session)
        standing = {(one.file_hash, one.kind): one.id for one in found if one.undone_at is None}
        return [
            PastImport(
                result=_result(batch, notes.get(batch.id or 0, ())),
                created_at=batch.created_at,
                undone_at=batch.undone_at,
                can_undo=batch.id in can,
                changed_since=store.changed_since(session, batch.id or 0) if batch.id in can else 0,
                is_kept=batch.undone_at is not None and (batch.file_hash, batch.kind) in standing,
                holds_all=batch.duplicate_of_id is not None
                and standing.get((batch.file_hash, batch.kind)) == batch.id,
            )
            for batch in found
        ]


def undo(shop: Shop, import_id: int) -> Undone:
    """Take an import back: every figure is as if its file had never come.

    Orders that a later import holds too stay in their later state, and the answer says so.

    Raises:
        NotFound: If there is no such import.
        TooOld: If it was taken back already or is not among the last twenty.
    """
    with shop.store.write() as session:
        batch = session.get(ImportBatch, import_id)
        if batch is None:
            raise NotFound(
                _("There is no import {id}.").format(id=import_id),
                _("`shopdesk imports` lists them."),
            )
        if import_id not in batches.undoable(session):
            raise _refusal(batch)
        later = store.changed_since(session, import_id)
        adopted = dict((batch.options or {}).get("adopted") or {})
        name = batch.file_name
        returns.forget_all(session)  # derived rows would hold on to what is about to go
        done = store.undo(session, import_id, shop.now())
        returns.derive_all(session)
        _forget_settings(session, adopted)
        is_here = batches.twin(session, batch.file_hash, batch.kind) is not None
    warning = _here_again() if is_here else _warning(later, done["kept"])
    return Undone(import_id, name, done["removed"], done["restored"], done["kept"], later, warning)


def _refusal(batch: ImportBatch) -> TooOld:
    if batch.undone_at is not None:
        return TooOld(
            _("{file} was taken back before.").format(file=batch.file_name), _("Nothing was changed.")
        )
    return TooOld(
        _("{file} is too old to be taken back.").format(file=batch.file_name),
        _("The last {count} imports can be; older ones by restoring a backup.").format(count=batches.KEPT),
    )


def _here_again() -> str:
    return _("The same file was imported twice: what it brought stays until you undo the other import too.")


def _warning(later: int, kept: int) -> str:
    """Say what did not go, and why: another file holds it too, or changed it since."""
    stays = ngettext(
        "{count} order stays: another file brought it too.",
        "{count} orders stay: another file brought them too.",
        kept,
    ).format(count=words.number(kept))
    changed = ngettext(
        "{count} order was changed by a later import and keeps that state.",
        "{count} orders were changed by a later import and keep that state.",
        later,
    ).format(count=words.number(later))
    return " ".join(said for said, count in ((stays, kept), (changed, later)) if count)


def _forget_settings(session: Session, adopted: dict[str, str]) -> None:
    """Let go of zone, currency and country that only this import had decided, once no import stands."""
    if not adopted or batches.undoable(session):
        return
    for name, value in adopted.items():
        if settings_store.stored(session).get(f"shop.{name}") == value:
            settings_store.remove(session, f"shop.{name}")


def _result(batch: ImportBatch, notes: tuple[batches.Verdict, ...]) -> ImportResult:
    has_money = bool(batch.currency)
    return ImportResult(
        file=batch.file_name,
        kind=batch.kind,
        format=batch.format,
        id=batch.id,
        rows=batch.rows,
        accepted=batch.accepted,
        rejected=batch.rejected,
        ignored=batch.ignored,
        orders_new=batch.orders_new,
        orders_changed=batch.orders_changed,
        orders_same=batch.orders_same,
        lines=batch.lines,
        units=batch.units,
        total=Money(batch.total_minor, batch.currency) if has_money else None,
        refunded=Money(batch.refunded_minor, batch.currency) if has_money else None,
        first=batch.first_at,
        last=batch.last_at,
        problems=tuple(Problem(v.code, v.message, v.line, _SEVERITY[v.verdict]) for v in notes),
        duplicate_of=batch.duplicate_of_id,
        facts=dict((batch.options or {}).get("facts") or {}),
    )


_SEVERITY = {"rejected": Severity.ERROR, "ignored": Severity.NOTE, "noted": Severity.NOTE}
