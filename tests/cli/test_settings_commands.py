"""The owner's choices by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shopdesk.cli import main


def test_a_choice_is_kept(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--home", str(tmp_path), "settings", "set", "shop.name", "Calzado Nube"]) == 0
    capfdbinary.readouterr()
    assert main(["--home", str(tmp_path), "--json", "settings", "get", "shop.name"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["value"] == "Calzado Nube"


@pytest.mark.parametrize("words", [["settings", "set", "planning.service", "2"], ["settings", "get", "nope"]])
def test_a_wrong_choice_is_one_sentence_and_exit_1(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], words: list[str]
) -> None:
    assert main(["--home", str(tmp_path), *words, "--json"]) == 1
    said = capfdbinary.readouterr()
    assert json.loads(said.out)["error"]["message"]
    assert b"Traceback" not in said.err


def test_wrong_usage_is_exit_2(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["nonsense"])
    assert stop.value.code == 2
    assert "nonsense" in capfd.readouterr().err
