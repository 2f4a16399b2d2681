"""Every flow by five dated cases, one table: fires, stops, skips, displaced, changed at the last moment."""

from __future__ import annotations

import pytest
from mail_cases import TABLE, Cases
from mail_scene import Scene, after

from shopdesk.domain.outreach.flows import Flow

every_flow = pytest.mark.parametrize(("flow", "cases"), TABLE.items(), ids=list(TABLE))


def planned(scene: Scene, flow: Flow, cases: Cases) -> list[dict]:
    """Return what the plan of the flow's day says of its person."""
    letters = scene.command(after(cases.day), "plan")["letters"]
    return [one for one in letters if (one["flow"], one["recipient"]) == (flow, scene.who)]


def test_the_table_holds_every_flow() -> None:
    assert set(TABLE) == set(Flow)


@every_flow
def test_it_fires(scene, flow, cases) -> None:
    cases.given(scene)
    assert ("draft", None) in [(one["state"], one["reason"]) for one in planned(scene, flow, cases)]


@every_flow
def test_it_stops_for_good(scene, flow, cases) -> None:
    cases.given(scene)
    happens, reason = cases.stops
    happens(scene)
    said = [(one["state"], one["reason"]) for one in planned(scene, flow, cases)]
    assert said == ([("skipped", reason)] if reason else [])


@every_flow
def test_it_is_skipped_and_says_why(scene, flow, cases) -> None:
    cases.given(scene)
    happens, reason = cases.skips
    happens(scene)
    said = [(one["state"], one["reason"]) for one in planned(scene, flow, cases)]
    assert said == [("skipped", reason)]


@every_flow
def test_it_gives_its_day_to_another_letter_and_names_it(scene, flow, cases) -> None:
    cases.given(scene)
    cases.displaced(scene)
    letters = planned(scene, flow, cases)
    held = [one for one in letters if one["reason"] in ("displaced", "one_per_day")]
    assert len(held) == 1
    assert held[0]["state"] == "skipped"
    assert held[0]["displaced_by"] not in ("", None, held[0]["key"])
    assert held[0]["not_before"] is None or held[0]["not_before"] > after(cases.day).isoformat()


@every_flow
def test_what_changed_since_approval_stops_it_at_the_moment_of_sending(scene, flow, cases) -> None:
    cases.given(scene)
    scene.command(after(cases.day), "approve", "--flow", flow)
    happens, reason, *later = cases.changed
    happens(scene)
    said = scene.command(after(cases.day + sum(later)), "send", "--to-folder", str(scene.out))
    mine = [one for one in said["letters"] if one["recipient"] == scene.who]
    assert [(one["state"], one["reason"]) for one in mine] == [("skipped", reason)]
    # A folder stands for the server: nothing of hers has left.
    assert not [one for one in scene.out.glob("*.eml") if scene.who in one.read_text()]
