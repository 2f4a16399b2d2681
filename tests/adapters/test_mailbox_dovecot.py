"""The mailbox against Debian's dovecot: what is ours is read, nothing of the owner's is changed."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from mail_server import DROP, PASSWORD, USER, Certificates, Fault, free_port, make_certificates, running
from mail_shop import buyers, set_account

from shopdesk.adapters.mailbox import ImapMailbox
from shopdesk.adapters.secrets import SystemSecrets
from shopdesk.domain.delivery import CertificateRefused, LoginRefused, MailboxAccount, Mark, Unreachable
from shopdesk.domain.outreach.flows import State
from shopdesk.services import settings
from shopdesk.services.mail import approve, listening, status
from shopdesk.services.mail.send import send_batch

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("dovecot") is None, reason="dovecot is not installed"),
]

_CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificates.chain}
ssl_key = <{certificates.key}
mail_location = maildir:{home}/mail
first_valid_uid = 1
default_internal_user = {internal}
default_login_user = {internal}
default_internal_group = {group}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {home}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server and a way to put mail into it."""

    port: int
    certificates: Certificates

    def account(self, **changes) -> MailboxAccount:
        known = {
            "host": "localhost",
            "port": self.port,
            "user": USER,
            "ca_file": str(self.certificates.authority),
            "timeout": 10.0,
        }
        return MailboxAccount(**(known | changes))

    def client(self) -> imaplib.IMAP4_SSL:
        import ssl

        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context)
        try:
            client.login(USER, PASSWORD)
        except imaplib.IMAP4.error:
            client.shutdown()
            raise
        return client

    def put(self, raw: bytes, folder: str = "INBOX") -> None:
        client = self.client()
        assert client.append(folder, "", None, raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))[0] == "OK"
        client.logout()

    def state(self) -> list[bytes]:
        """Return flags, numbers and sizes of everything in the mailbox."""
        client = self.client()
        found: list[bytes] = []
        for folder in ("INBOX", "Sent"):
            client.select(folder, readonly=True)
            _answer, rows = client.fetch("1:*", "(UID FLAGS RFC822.SIZE)")
            found += [row for row in rows if isinstance(row, bytes)]
        client.logout()
        return found


@pytest.fixture(scope="module")
def certificates(tmp_path_factory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def dovecot(tmp_path: Path, certificates: Certificates) -> Iterator[Dovecot]:
    home = tmp_path / "dovecot"
    (home / "mail").mkdir(parents=True)
    (home / "state").mkdir()
    (home / "passwd").write_text(f"{USER}:{PASSWORD}\n")
    is_root = os.getuid() == 0
    owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
    internal = pwd.getpwnam("dovecot") if is_root else owner
    import grp

    values = {
        "home": home,
        "certificates": certificates,
        "port": free_port(),
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        "internal": internal.pw_name,
        "group": grp.getgrgid(internal.pw_gid).gr_name,
    }
    config = home / "dovecot.conf"
    config.write_text(_CONFIG.format(**values))
    if is_root:
        for folder in (home, tmp_path, *tmp_path.parents):
            if folder.name.startswith(("dovecot", "test_", "pytest-")):
                folder.chmod(0o755)  # dovecot's own users must reach their files
        os.chown(home / "mail", owner.pw_uid, owner.pw_gid)
    process = subprocess.Popen(
        ["dovecot", "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    found = Dovecot(values["port"], certificates)
    try:
        _wait_for(found, process, home / "dovecot.log")
        yield found
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_for(server: Dovecot, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            server.client().logout()
            return
        except OSError:
            time.sleep(0.1)
        except imaplib.IMAP4.error as error:
            if "Internal" in str(error):
                time.sleep(0.1)
                continue
            break
    process.terminate()
    said = log.read_text() if log.exists() else ""
    pytest.fail(f"dovecot did not start: {said[-2000:]}")


def a_message(sender: str, subject: str, text: str, **headers: str) -> bytes:
    lines = [f"From: {sender}", f"To: {USER}", f"Subject: {subject}", "Date: Sat, 21 Nov 2026 10:00:00 -0600"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", text]) + "\n").encode()


POSTFIX = """From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: {user}
Subject: Undelivered Mail Returned to Sender
Date: Sat, 21 Nov 2026 10:00:00 -0600
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A1"

--A1
Content-Type: text/plain; charset=us-ascii

<{to}>: host mx.example.com said: 550 5.1.1 User unknown

--A1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--A1
Content-Type: message/rfc822

Message-ID: {id}
To: {to}
Subject: Gracias

Gracias.

--A1--
"""
GMAIL = """From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: {user}
Subject: Delivery Status Notification (Failure)
Date: Sat, 21 Nov 2026 10:00:00 -0600
X-Failed-Recipients: {to}
MIME-Version: 1.0
Content-Type: multipart/report; boundary="B2"; report-type=delivery-status

--B2
Content-Type: text/plain; charset=UTF-8

No se encontró la dirección. 552 5.2.2 The email account that you tried to reach is over quota.

--B2
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; hola@calzadonube.mx

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552-5.2.2 The email account that you tried to reach is over quota.

--B2
Content-Type: text/rfc822-headers

Message-ID: {id}
To: {to}

--B2--
"""
EXIM = """From: Mail Delivery System <Mailer-Daemon@host.example.net>
To: {user}
Subject: Mail delivery failed: returning message to sender
Date: Sat, 21 Nov 2026 10:00:00 -0600
X-Failed-Recipients: {to}
Content-Type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {to}
    host mx.example.net [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<{to}>:
    550 5.1.1 no such user here

------ This is a copy of the message, including all the headers. ------

Message-ID: {id}
To: {to}
Subject: Gracias
"""


@pytest.fixture
def sent(shop, dovecot, certificates):
    shop = replace(shop, secrets=SystemSecrets({"SHOPDESK_MAIL_PASSWORD": PASSWORD}), mailbox=ImapMailbox())
    buyers(shop, 6)
    faults = {5: Fault("text", DROP), 6: Fault("text", DROP)}
    with running(certificates, faults=faults) as server:
        set_account(shop, server.port, certificates)
        approve.approve(shop)
        send_batch(shop)
    settings.keep(shop, {"mail.imap_host": "localhost", "mail.imap_port": dovecot.port})
    return shop, {one.recipient: one for one in status.everything(shop)}


def test_replies_bounces_goodbyes_and_doubts_over_a_real_mailbox(sent, dovecot) -> None:
    shop, letters = sent
    by = [letters[f"c{n}@example.com"] for n in range(6)]
    unknown = [one for one in by if one.state is State.UNKNOWN]
    assert len(unknown) == 2
    dovecot.put(a_message("banco@example.org", "Tu estado de cuenta", "Saldo: $1"))
    dovecot.put(a_message("c0@example.com", "Re: Gracias", "Me encantaron", In_Reply_To=by[0].message_id))
    for shape, letter in zip((POSTFIX, GMAIL, EXIM), by[1:4], strict=True):
        raw = shape.format(user=USER, to=letter.recipient, id=letter.message_id)
        dovecot.put(raw.encode())
    token = by[0].message_id.strip("<>").partition("@")[0]
    dovecot.put(a_message("c0@example.com", f"baja {token}", ""))
    dovecot.put(f"Message-ID: {unknown[0].message_id}\nSubject: Gracias\n\nx\n".encode(), "Sent")
    before = dovecot.state()
    heard = listening.check(shop)
    assert (heard.replies, heard.bounces, heard.unsubscribes, heard.resolved) == (1, 3, 1, 1)
    assert dovecot.state() == before
    with shop.store.read() as session:
        from shopdesk.store import outreach

        people = outreach.people(session, shop.today())
        blocked = {person.address: person.blocked for person in people.values()}
    assert blocked["c0@example.com"] == "unsubscribed"
    assert blocked["c1@example.com"] == blocked["c3@example.com"] == "bounced"
    assert blocked["c2@example.com"] is None  # a full mailbox is not for good
    assert [one.key for one in status.unknown(shop)] == [unknown[1].key]
    again = listening.check(shop)
    assert (again.replies, again.bounces, again.unsubscribes) == (0, 0, 0)
    dovecot.put(a_message("c4@example.com", "Hola", "¿Tienen en azul?"))
    assert listening.check(shop).replies == 1


def test_the_last_message_is_not_read_again_and_a_new_validity_starts_over(dovecot) -> None:
    dovecot.put(a_message("c0@example.com", "Hola", "uno"))
    with ImapMailbox().connect(dovecot.account(), PASSWORD) as box:
        found, mark = box.new_messages(None, answers=lambda head: True)
        assert [one.raw.rstrip().endswith(b"uno") for one in found] == [True]
        assert box.new_messages(mark, answers=lambda head: True)[0] == []
        other = Mark(mark.validity + 1, mark.uid)
        assert len(box.new_messages(other, answers=lambda head: True)[0]) == 1
        assert box.has_sent("<nobody@example.com>") is False


def test_mailbox_troubles_are_said_in_words(dovecot, tmp_path) -> None:
    with pytest.raises(LoginRefused), ImapMailbox().connect(dovecot.account(), "wrong"):
        pass
    other = make_certificates(tmp_path / "other")
    with (
        pytest.raises(CertificateRefused),
        ImapMailbox().connect(dovecot.account(ca_file=str(other.authority)), PASSWORD),
    ):
        pass
    with pytest.raises(Unreachable), ImapMailbox().connect(dovecot.account(port=9), PASSWORD):
        pass
