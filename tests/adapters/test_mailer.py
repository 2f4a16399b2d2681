"""The mail door: what the owner gets from a good server, a bad one and one that lies."""

from __future__ import annotations

import email
from email.message import EmailMessage
from pathlib import Path

import pytest
from mail_server import DROP, PASSWORD, TOKEN, USER, Certificates, Fault, make_certificates, running

from shopdesk.adapters.mailer import FolderMailer, Mailer
from shopdesk.domain.delivery import (
    AccountError,
    CertificateRefused,
    LoginRefused,
    MailAccount,
    NoEncryption,
    NotSent,
    Refused,
    Scope,
    Security,
    Sent,
    Unknown,
    Unreachable,
)


def an_account(port: int, certificates: Certificates, **changes) -> MailAccount:
    said = {
        "host": "localhost",
        "port": port,
        "security": Security.STARTTLS,
        "user": USER,
        "sender": USER,
        "ca_file": str(certificates.authority),
        "timeout": 5.0,
    }
    return MailAccount(**(said | changes))


def a_letter(number: int) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = USER, f"c{number}@example.com"
    letter["Message-ID"] = f"<{number}@calzadonube.mx>"
    letter["Subject"] = "Gracias"
    letter.set_content("Gracias, Laura.\n.\nUn punto solo no corta la carta.\n")
    return letter.as_bytes(policy=letter.policy.clone(linesep="\r\n"))


def nothing() -> None:
    pass


def push(connection, number: int, at_data=nothing):
    return connection.push(a_letter(number), f"c{number}@example.com", at_data=at_data)


def test_forty_letters_take_one_login_and_each_arrives_once(certificates) -> None:
    with running(certificates) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            outcomes = [push(connection, number) for number in range(40)]
        assert all(isinstance(one, Sent) for one in outcomes)
        assert outcomes[0] == Sent("2.0.0 OK queued as 1")
        assert server.post.logins == 1
        assert len(server.post.copies()) == 40
        assert set(server.post.copies().values()) == {1}


@pytest.mark.parametrize(
    "text",
    ["Hola.\r\n.\r\nUn punto solo no corta la carta.\r\n", ".hola\r\n..\r\n...\r\n", "Sin puntos al final"],
)
def test_what_arrives_is_the_letter_to_its_last_dot(certificates, text) -> None:
    letter = b"Message-ID: <1@calzadonube.mx>\r\n\r\n" + text.encode()
    with running(certificates) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            assert isinstance(connection.push(letter, "c1@example.com", at_data=nothing), Sent)
            assert isinstance(push(connection, 2), Sent)
        assert server.post.letters[0][1].rstrip(b"\r\n") == letter.rstrip(b"\r\n")
        assert len(server.post.letters) == 2


def test_a_server_that_says_yes_to_data_itself_has_not_taken_the_letter(certificates) -> None:
    with running(certificates, faults={1: Fault("data", "250 2.0.0 OK")}) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            assert isinstance(push(connection, 1), Unknown)
        assert server.post.letters == []


def test_letters_go_over_ssl_too(certificates) -> None:
    with running(certificates, over_ssl=True) as server:
        account = an_account(server.port, certificates, security=Security.SSL)
        with Mailer().connect(account, PASSWORD) as connection:
            assert isinstance(push(connection, 1), Sent)
        assert server.post.letters[0][0] == "c1@example.com"


def test_the_mark_is_written_before_the_letter_leaves(certificates) -> None:
    with running(certificates) as server:
        seen: list[int] = []
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            push(connection, 1, at_data=lambda: seen.append(len(server.post.letters)))
        assert seen == [0]


def test_nothing_leaves_when_the_mark_cannot_be_written(certificates) -> None:
    def disk_full() -> None:
        raise OSError(28, "No space left on device")

    with running(certificates) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            with pytest.raises(OSError, match="No space"):
                push(connection, 1, at_data=disk_full)
            assert not connection.is_open
        assert server.post.letters == []


@pytest.mark.parametrize(
    ("fault", "expected", "copies"),
    [
        (Fault("mail", DROP), NotSent, 0),
        (Fault("rcpt", DROP), NotSent, 0),
        (Fault("data", DROP), Unknown, 0),
        (Fault("text", DROP, keep=True), Unknown, 1),
        (Fault("text", late=3.0), Unknown, 1),
    ],
)
def test_a_dropped_line_is_never_called_sent_and_never_tried_twice(
    certificates, fault, expected, copies
) -> None:
    with running(certificates, faults={1: fault}) as server:
        account = an_account(server.port, certificates, timeout=1.0)
        with Mailer().connect(account, PASSWORD) as connection:
            outcome = push(connection, 1)
            assert isinstance(outcome, expected)
            assert not connection.is_open
            assert push(connection, 2) == NotSent("the connection was closed")
        assert len(server.post.letters) == copies


@pytest.mark.parametrize(
    ("stage", "reply", "permanent", "scope"),
    [
        ("rcpt", "550 5.1.1 The email account does not exist", True, Scope.LETTER),
        ("rcpt", "451 4.3.0 try again later", False, Scope.LETTER),
        ("rcpt", "450 4.2.2 mailbox full", False, Scope.LETTER),
        ("rcpt", "450 Requested action not taken: mailbox unavailable, limit exceeded", False, Scope.ACCOUNT),
        ("mail", "421 4.7.0 Try again later, closing connection", False, Scope.ACCOUNT),
        ("mail", "553 5.7.1 Sender address rejected: not owned by user", True, Scope.ACCOUNT),
        ("text", "550 5.4.5 Daily user sending limit exceeded", False, Scope.ACCOUNT),
        ("text", "552 5.3.4 Message size exceeds fixed limit", True, Scope.LETTER),
        ("text", "552 5.2.2 The recipient is over quota", True, Scope.LETTER),
        ("text", "554 5.7.1 looks like spam", True, Scope.LETTER),
        ("data", "451 4.7.1 greylisted", False, Scope.LETTER),
    ],
)
def test_a_number_means_certainly_not_sent(certificates, stage, reply, permanent, scope) -> None:
    with running(certificates, faults={1: Fault(stage, reply)}) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            outcome = push(connection, 1)
            assert isinstance(outcome, Refused)
            assert (outcome.code, outcome.permanent, outcome.scope) == (int(reply[:3]), permanent, scope)
            if not reply.startswith("421"):
                assert isinstance(push(connection, 2), Sent)
        assert server.post.copies()["<1@calzadonube.mx>"] == 0


def test_a_wrong_password_is_said_in_words_and_nothing_leaves(certificates) -> None:
    with running(certificates) as server:
        with (
            pytest.raises(LoginRefused) as raised,
            Mailer().connect(an_account(server.port, certificates), "wrong"),
        ):
            pass
        assert PASSWORD not in str(raised.value)
        assert server.post.logins == 0
        assert server.post.refused_logins >= 1


@pytest.mark.parametrize("secret", ["contraseña", ""])
def test_a_password_mail_cannot_carry_is_refused_before_connecting(certificates, secret) -> None:
    with pytest.raises(LoginRefused), Mailer().connect(an_account(1, certificates), secret):
        pass


def test_an_unknown_authority_is_a_certificate_error(certificates, tmp_path: Path) -> None:
    other = make_certificates(tmp_path)
    for over_ssl, security in ((False, Security.STARTTLS), (True, Security.SSL)):
        with running(other, over_ssl=over_ssl) as server:
            account = an_account(server.port, certificates, security=security)
            with pytest.raises(CertificateRefused), Mailer().connect(account, PASSWORD):
                pass
            assert server.post.refused_logins == server.post.logins == 0


def test_a_certificate_of_another_name_is_refused(tmp_path: Path) -> None:
    other = make_certificates(tmp_path, host="mail.example.org")
    with (
        running(other) as server,
        pytest.raises(CertificateRefused) as raised,
        Mailer().connect(an_account(server.port, other), PASSWORD),
    ):
        pass
    assert "localhost" in raised.value.message


def test_a_stripped_starttls_never_sees_the_password(certificates) -> None:
    with running(None) as server:
        with pytest.raises(NoEncryption), Mailer().connect(an_account(server.port, certificates), PASSWORD):
            pass
        assert server.post.logins == server.post.refused_logins == 0


def test_ssl_asked_of_a_starttls_port_says_so(certificates) -> None:
    with running(certificates) as server:
        account = an_account(server.port, certificates, security=Security.SSL)
        with pytest.raises(NoEncryption, match="STARTTLS"), Mailer().connect(account, PASSWORD):
            pass


@pytest.mark.parametrize("host", ["no-such-host.invalid", "localhost"])
def test_no_server_is_said_in_words(certificates, host) -> None:
    with pytest.raises(Unreachable), Mailer().connect(an_account(9, certificates, host=host), PASSWORD):
        pass


def test_every_account_error_says_what_to_do_now(certificates) -> None:
    with pytest.raises(AccountError) as raised, Mailer().connect(an_account(9, certificates), PASSWORD):
        pass
    assert raised.value.next_step


def test_a_server_that_closes_ends_the_connection_without_losing_a_letter(certificates) -> None:
    with running(certificates, close_every=2) as server:
        with Mailer().connect(an_account(server.port, certificates), PASSWORD) as connection:
            outcomes = [push(connection, number) for number in range(4)]
        assert [type(one) for one in outcomes] == [Sent, Sent, Refused, NotSent]
        assert len(server.post.letters) == 2


def test_a_folder_takes_each_letter_whole_and_only_once(certificates, tmp_path: Path) -> None:
    folder = tmp_path / "salida"
    with FolderMailer(folder).connect(an_account(1, certificates), "") as connection:
        push(connection, 1)
        push(connection, 1)
        assert isinstance(push(connection, 2), Sent)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["1@calzadonube.mx.eml", "2@calzadonube.mx.eml"]
    assert email.message_from_bytes(files[0].read_bytes())["Message-ID"] == "<1@calzadonube.mx>"


def test_an_oauth_token_logs_in_where_there_are_no_app_passwords(certificates) -> None:
    with running(certificates) as server:
        account = an_account(server.port, certificates, token=True)
        with Mailer().connect(account, TOKEN) as connection:
            assert isinstance(push(connection, 1), Sent)
        assert server.post.logins == 1
        with pytest.raises(LoginRefused), Mailer().connect(account, "ya29.old"):
            pass
        assert server.post.refused_logins == 1
        assert len(server.post.letters) == 1
