"""How fast the outbox sends beside a bare loop over the same connection, in the same run."""

from __future__ import annotations

import resource
import smtplib
import ssl
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from mail_server import PASSWORD, USER, make_certificates
from mail_shop import buyers, set_account

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import State
from shopdesk.services.mail import approve
from shopdesk.services.mail.send import send_batch

LETTERS, PART = 500, 100
_SERVER = """
import sys, time, pathlib
sys.path.insert(0, sys.argv[1])
from mail_server import Certificates, running
folder = pathlib.Path(sys.argv[2])
with running(Certificates(folder/'authority.pem', folder/'server.pem', folder/'server.key')) as server:
    print(server.port, flush=True)
    sys.stdin.readline()
"""


@pytest.mark.bench
def test_five_hundred_letters_leave_nearly_as_fast_as_a_bare_loop(shop, tmp_path: Path) -> None:
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}))
    certificates = make_certificates(tmp_path / "certificates")
    buyers(shop, LETTERS)
    here = Path(__file__).resolve().parent.parent
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(here), str(tmp_path / "certificates")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = int(server.stdout.readline())
        set_account(shop, port, certificates, **{"mail.per_day": 5000})
        letters = approve.approve(shop).letters
        with shop.store.read() as session:
            from shopdesk.store.models import OutboxLetter

            raws = [session.get(OutboxLetter, n + 1).raw for n in range(LETTERS)]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ratios, sent = [], 0
        for start in range(0, LETTERS, PART):
            bare = _bare(port, certificates, raws[start : start + PART])
            began = time.perf_counter()
            sent += send_batch(shop, limit=PART).count(State.SENT)
            ours = PART / (time.perf_counter() - began)
            ratios.append(ours / bare)
            print(f"\nbare {bare:.0f}/s, ours {ours:.0f}/s, ratio {ours / bare:.2f}")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"median ratio {statistics.median(ratios):.2f}, grown {grown:.1f} MB")
        assert len(letters) == sent == LETTERS
        assert grown < 40
        assert statistics.median(ratios) >= 0.9
    finally:
        server.communicate("\n", timeout=20)


def _bare(port: int, certificates, raws: list[bytes]) -> float:
    context = ssl.create_default_context(cafile=str(certificates.authority))
    began = time.perf_counter()
    with smtplib.SMTP("localhost", port, timeout=10) as smtp:
        smtp.starttls(context=context)
        smtp.login(USER, PASSWORD)
        for raw in raws:
            smtp.sendmail(USER, ["x@example.com"], raw)
    return len(raws) / (time.perf_counter() - began)
