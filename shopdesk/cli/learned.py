"""The answer of ``shopdesk inbox topics``: what the messages teach, as a document and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shopdesk.cli.answer import Answer

if TYPE_CHECKING:
    from shopdesk.domain.friction import Signal
    from shopdesk.services.context import Shop
    from shopdesk.services.inbox.topics import Topic, TopicsPage


def topics(shop: Shop, weeks: int) -> Answer:
    """Return what customers wrote about over some weeks."""
    from shopdesk.services import phrases_inbox
    from shopdesk.services.inbox import topics as service

    page = service.page(shop, weeks=weeks)
    lines = [
        f"{phrases_inbox.tag_name(one.tag)}: {one.count}" for one in page.topics if one.product_id is None
    ]
    return Answer(_document(page), lines)


def _document(page: TopicsPage) -> dict[str, Any]:
    return {
        "weeks": page.weeks,
        "first_day": page.first_day.isoformat(),
        "last_day": page.last_day.isoformat(),
        "conversations": page.conversations,
        "messages": page.messages,
        "topics": [_topic(one) for one in page.topics],
        "alerts": [_topic(one) for one in page.alerts],
        "backlog": [
            {"product": g.product, "tag": g.tag, "count": g.times, "quotes": list(g.quotes)}
            for g in page.gaps
        ],
        "faq": [
            {
                "question": q.ask,
                "tag": q.tag,
                "count": q.times,
                "quotes": list(q.quotes),
                "answer": q.answer or None,
            }
            for q in page.questions
        ],
        "videos": [{"video": v.name, "count": v.times, "quotes": list(v.quotes)} for v in page.videos],
        "unmet": [
            {"product": m.product, "size": m.size, "count": len(m.people), "people": list(m.people)}
            for m in page.missing
        ],
        "changes": [
            {
                "policy": c.policy,
                "tag": c.tag,
                "on": c.on.isoformat(),
                "before": {"count": c.before[0], "conversations": c.before[1]},
                "after": {"count": c.after[0], "conversations": c.after[1]},
                "p_value": c.p_value,
                "known": c.is_known,
            }
            for c in page.changes
        ],
    }


def _topic(one: Topic) -> dict[str, Any]:
    return {
        "tag": one.tag,
        "product": one.product or None,
        "count": one.count,
        "weeks": list(one.weeks),
        "conversations": list(one.totals),
        "per_100_sold": one.per_100_sold,
        "signal": _signal(one.signal) if one.signal else None,
        "messages": list(one.messages),
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return {
        "kind": signal.kind.value,
        "count": signal.count,
        "conversations": signal.conversations,
        "expected": signal.expected,
        "p_value": signal.p_value,
        "cusum": signal.cusum,
    }
