"""A real SMTP server for tests (STARTTLS or SSL, AUTH) that counts copies and logins and can misbehave."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import ipaddress
import socket
import ssl
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "hola@calzadonube.mx", "abcd efgh ijkl mnop"
TOKEN = "ya29.good"
DROP = "drop"


@dataclass(frozen=True)
class Certificates:
    """A made-up authority and a server certificate it signed, as PEM files."""

    authority: Path
    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.chain, self.key)
        return made


def make_certificates(folder: Path, *, host: str = "localhost") -> Certificates:
    """Make an authority and a certificate for ``host`` and 127.0.0.1 (only for ``localhost``)."""
    folder.mkdir(parents=True, exist_ok=True)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    now = dt.datetime.now(dt.UTC)

    def begin(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(ca_name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=30))
        )

    authority = (
        begin(ca_name, ca_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True
        )
        .sign(ca_key, hashes.SHA256())
    )
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    leaf = (
        begin(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]), key.public_key())
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    files = Certificates(folder / "authority.pem", folder / "server.pem", folder / "server.key")
    files.authority.write_bytes(authority.public_bytes(pem))
    files.chain.write_bytes(leaf.public_bytes(pem))
    files.key.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


@dataclass
class Fault:
    """What happens to one transaction.

    ``stage`` is ``mail``, ``rcpt``, ``data`` (before 354) or ``text`` (after the whole letter was taken);
    ``reply`` is an SMTP answer or DROP; ``late`` delays the answer; ``keep`` says whether the server keeps
    the letter although its answer is not a 250.
    """

    stage: str
    reply: str = ""
    late: float = 0.0
    keep: bool = False


@dataclass
class Post:
    """What arrived."""

    letters: list[tuple[str, bytes]] = field(default_factory=list)
    logins: int = 0
    refused_logins: int = 0
    connections: int = 0
    transactions: int = 0

    def copies(self) -> Counter[str]:
        """Count copies by Message-ID."""
        return Counter(str(letter["Message-ID"]) for letter in self.parsed())

    def recipients(self) -> Counter[str]:
        return Counter(recipient for recipient, _ in self.letters)

    def parsed(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for _, raw in self.letters]  # type: ignore[misc]


class _Session(SMTP):
    """One connection; ``handler.faults`` decides what goes wrong in which transaction."""

    def connection_made(self, transport):  # type: ignore[no-untyped-def]
        super().connection_made(transport)
        if not self.event_handler.tls_pending(transport):
            self.event_handler.post.connections += 1

    async def _fault(self, stage: str) -> Fault | None:
        handler = self.event_handler
        found = handler.faults.get(handler.post.transactions) or handler.faults.get(0)
        if found is None or found.stage != stage:
            return None
        await asyncio.sleep(found.late)
        if found.reply == DROP:
            self.transport.abort()
        return found

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        handler = self.event_handler
        if handler.close_every and handler.since_open(self) >= handler.close_every:
            await self.push("421 4.7.0 closing, too many messages in this session")
            self.transport.close()
            return
        handler.post.transactions += 1
        found = await self._fault("mail")
        if found is not None and found.reply:
            await self._answer(found)
            return
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        found = await self._fault("rcpt")
        if found is not None and found.reply:
            await self._answer(found)
            return
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        found = await self._fault("data")
        if found is not None and found.reply:
            await self._answer(found)
            return
        await super().smtp_DATA(arg)

    async def _answer(self, found: Fault) -> None:
        if found.reply != DROP:
            await self.push(found.reply)
            if found.reply.startswith("421"):
                self.transport.close()


class _Handler:
    def __init__(self, faults: dict[int, Fault], close_every: int) -> None:
        self.post = Post()
        self.faults = faults
        self.close_every = close_every
        self.pace = 0.0
        self._opened: dict[int, int] = {}

    @staticmethod
    def tls_pending(transport) -> bool:  # type: ignore[no-untyped-def]
        return transport.get_extra_info("sslcontext") is not None

    def since_open(self, server: SMTP) -> int:
        return self._opened.get(id(server), 0)

    async def handle_DATA(self, server, session, envelope) -> str:  # type: ignore[no-untyped-def]  # noqa: N802
        await asyncio.sleep(self.pace)
        fault = self.faults.get(self.post.transactions) or self.faults.get(0)
        if fault is not None and fault.stage == "text":
            refused = fault.reply and fault.reply != DROP and not fault.reply.startswith("2")
            if fault.keep or not refused:
                self._keep(server, envelope)
            await asyncio.sleep(fault.late)
            if fault.reply == DROP:
                server.transport.abort()
                return "250 never heard"
            return fault.reply or "250 2.0.0 OK late"
        self._keep(server, envelope)
        return f"250 2.0.0 OK queued as {len(self.post.letters)}"

    async def auth_XOAUTH2(self, server, args):  # type: ignore[no-untyped-def]  # noqa: N802
        """Take one good token; tell a bad one its reason first, as Gmail does, then refuse."""
        said = base64.b64decode(args[1]).decode()
        if f"auth=Bearer {TOKEN}\x01" in said and f"user={USER}\x01" in said:
            self.post.logins += 1
            return AuthResult(success=True)
        self.post.refused_logins += 1
        await server.challenge_auth("eyJzdGF0dXMiOiI0MDEifQ==", encode_to_b64=False)
        return AuthResult(success=False, handled=False)

    def _keep(self, server, envelope) -> None:  # type: ignore[no-untyped-def]
        self._opened[id(server)] = self.since_open(server) + 1
        self.post.letters.extend((recipient, envelope.content) for recipient in envelope.rcpt_tos)


class _Controller(Controller):
    def __init__(self, handler: _Handler, *, starttls: ssl.SSLContext | None, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self._starttls = starttls
        super().__init__(handler, **kwargs)

    def factory(self) -> SMTP:
        handler: _Handler = self.handler

        def check(server, session, envelope, mechanism, given) -> AuthResult:  # type: ignore[no-untyped-def]
            if isinstance(given, LoginPassword) and (given.login, given.password) == (
                USER.encode(),
                PASSWORD.encode(),
            ):
                handler.post.logins += 1
                return AuthResult(success=True)
            handler.post.refused_logins += 1
            return AuthResult(success=False, handled=False)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # AUTH without STARTTLS: over SSL, or stripped on purpose
            return _Session(
                handler,
                tls_context=self._starttls,
                require_starttls=self._starttls is not None,
                authenticator=check,
                auth_required=True,
                auth_require_tls=self._starttls is not None,
                timeout=300,
            )


@dataclass
class Running:
    """A server that listens now."""

    port: int
    handler: _Handler

    @property
    def post(self) -> Post:
        return self.handler.post


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    certificates: Certificates | None,
    *,
    over_ssl: bool = False,
    faults: dict[int, Fault] | None = None,
    close_every: int = 0,
) -> Iterator[Running]:
    """Run a server; without certificates it offers no STARTTLS (as if stripped).

    ``faults`` maps the number of the transaction, from 1, to its fault; 0 stands for all of them.
    """
    handler = _Handler(faults or {}, close_every)
    context = certificates.context() if certificates else None
    controller = _Controller(
        handler,
        starttls=None if over_ssl else context,
        ssl_context=context if over_ssl else None,
        hostname="127.0.0.1",
        port=free_port(),
    )
    _start(controller)
    try:
        # The controller itself connects once to see that the server answers.
        handler.post.connections = 0
        yield Running(controller.port, handler)
    finally:
        controller.stop()


def _start(controller: Controller) -> None:
    # The controller's own probe does not trust our authority; a plain connection is enough for us.
    controller._trigger_server = lambda: socket.create_connection(("127.0.0.1", controller.port), 5).close()
    controller.start()
