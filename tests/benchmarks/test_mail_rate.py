"""The outbox beside a bare smtplib loop: letters a second, from after the login to the last letter."""

from __future__ import annotations

import resource
import smtplib
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from mail_server import PASSWORD, USER, make_certificates
from mail_shop import buyers, set_account

from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.outreach.flows import State
from shopdesk.services.mail import approve
from shopdesk.services.mail.send import send_batch

LETTERS = 500
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
        timed = Timed(shop.mail)
        shop = replace(shop, mail=timed)
        first = _bare(port, certificates, raws)
        sent = send_batch(shop).count(State.SENT)
        bare = (first + _bare(port, certificates, raws)) / 2
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        ours = LETTERS / (timed.ended - timed.began)
        print(f"\nbare {bare:.0f}/s, ours {ours:.0f}/s, ratio {ours / bare:.2f}, grown {grown:.1f} MB")
        assert len(letters) == sent == LETTERS
        assert grown < 40
        assert ours >= 0.9 * bare
    finally:
        server.communicate("\n", timeout=20)


def _bare(port: int, certificates, raws: list[bytes]) -> float:
    context = ssl.create_default_context(cafile=str(certificates.authority))
    with smtplib.SMTP("localhost", port, timeout=10) as smtp:
        smtp.starttls(context=context)
        smtp.login(USER, PASSWORD)
        began = time.perf_counter()
        for raw in raws:
            smtp.sendmail(USER, ["x@example.com"], raw)
        return len(raws) / (time.perf_counter() - began)


class Timed:
    """The real door, with the moments of the first letter's start and the last one's end."""

    needs_account = True

    def __init__(self, door) -> None:
        self._door, self.began, self.ended = door, 0.0, 0.0

    @contextmanager
    def connect(self, account, password):
        with self._door.connect(account, password) as connection:
            real = connection.push

            def push(message, recipient, *, at_data):
                self.began = self.began or time.perf_counter()
                outcome = real(message, recipient, at_data=at_data)
                self.ended = time.perf_counter()
                return outcome

            connection.push = push
            yield connection
