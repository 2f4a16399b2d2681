"""What a mail server means by a refusal: this letter or the whole account, for now or for good."""

from __future__ import annotations

import re
from enum import StrEnum

from shopdesk.domain.delivery import Refused, Scope

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# IONOS says its hourly limit as 450 "mailbox unavailable ... limit exceeded"; others in words of their own.
_LIMIT_WORDS = re.compile(
    r"limit (?:was |has been |is )?(?:exceeded|reached)|exceed\w* (?:\w+ ){0,4}(?:limit|rate)|too many "
    r"(?:messages|emails|login|connections|recipients)|sending (?:quota|rate)|rate.?limit|throttl|"
    r"message rate|hourly|daily (?:user )?(?:sending|limit|quota|smtp)",
    re.IGNORECASE,
)
_ACCOUNT_STATUS = frozenset(
    {
        "5.4.5",  # Gmail: daily sending quota
        "4.7.28",  # Gmail: unusual rate
        "5.7.60",  # Microsoft: may not send as this address
        "5.7.57",  # Microsoft: client not authenticated
        "4.7.0",  # login or policy, temporarily
        "5.7.0",  # authentication required
        "5.7.8",  # credentials invalid
        "5.7.9",  # mechanism too weak, app password required
        "5.7.14",
    }
)
_LETTER_STATUS = frozenset({"5.2.2", "4.2.2", "5.3.4", "5.2.3", "5.1.1", "5.1.2", "5.1.3", "5.1.10", "4.2.1"})
_ACCOUNT_CODES = frozenset({421, 454, 530, 534, 535, 538})


class Stage(StrEnum):
    """Which command was refused."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    TEXT = "text"


class Meaning(StrEnum):
    """A refusal in one word, for phrases and counts."""

    NO_SUCH_ADDRESS = "no_such_address"
    MAILBOX_FULL = "mailbox_full"
    TOO_LARGE = "too_large"
    LIMIT = "limit"
    LOGIN = "login"
    SENDER = "sender"
    BUSY = "busy"
    POLICY = "policy"
    OTHER = "other"


def read_refusal(code: int, text: str, stage: Stage) -> Refused:
    """Return what a numeric answer of the server means for the letter and the account.

    Args:
        code: SMTP reply code, 400..599.
        text: The server's words, which may begin with an enhanced status code (RFC 3463).
        stage: The command that was refused.

    Source: RFC 5321 4.2, RFC 3463; 5.4.5 and the IONOS wording as seen from the providers.
    """
    scope = Scope.ACCOUNT if _is_about_account(code, text, stage) else Scope.LETTER
    limited = scope is Scope.ACCOUNT and meaning_of(code, text, stage) is Meaning.LIMIT
    return Refused(code, text, permanent=code >= 500 and not limited, scope=scope)


def _is_about_account(code: int, text: str, stage: Stage) -> bool:
    status = enhanced_status(text)
    if status in _LETTER_STATUS or code == 552:
        return False
    if status in _ACCOUNT_STATUS or code in _ACCOUNT_CODES or _LIMIT_WORDS.search(text):
        return True
    return stage is Stage.SENDER and code >= 500


def enhanced_status(text: str) -> str:
    """Return the RFC 3463 status in the server's words, such as ``5.1.1``, or an empty string."""
    found = _ENHANCED.search(text)
    return ".".join(found.groups()) if found else ""


_BY_STATUS = {
    "5.4.5": Meaning.LIMIT,
    "4.7.28": Meaning.LIMIT,
    "5.2.2": Meaning.MAILBOX_FULL,
    "4.2.2": Meaning.MAILBOX_FULL,
    "5.3.4": Meaning.TOO_LARGE,
    "5.2.3": Meaning.TOO_LARGE,
    "5.1.1": Meaning.NO_SUCH_ADDRESS,
    "5.1.2": Meaning.NO_SUCH_ADDRESS,
    "5.1.3": Meaning.NO_SUCH_ADDRESS,
    "5.1.10": Meaning.NO_SUCH_ADDRESS,
    "5.7.60": Meaning.SENDER,
    "5.7.57": Meaning.LOGIN,
    "5.7.0": Meaning.LOGIN,
    "5.7.8": Meaning.LOGIN,
    "5.7.9": Meaning.LOGIN,
    "5.7.14": Meaning.LOGIN,
    "5.7.1": Meaning.POLICY,
}
_BY_CODE = {
    421: Meaning.BUSY,
    450: Meaning.BUSY,
    451: Meaning.BUSY,
    452: Meaning.BUSY,
    454: Meaning.BUSY,
    530: Meaning.LOGIN,
    534: Meaning.LOGIN,
    535: Meaning.LOGIN,
    538: Meaning.LOGIN,
    550: Meaning.NO_SUCH_ADDRESS,
    551: Meaning.NO_SUCH_ADDRESS,
    553: Meaning.NO_SUCH_ADDRESS,
    552: Meaning.MAILBOX_FULL,
    554: Meaning.POLICY,
}


def meaning_of(code: int, text: str, stage: Stage = Stage.RECIPIENT) -> Meaning:
    """Return the refusal's meaning: by enhanced status, else by words, else by code and stage."""
    known = _BY_STATUS.get(enhanced_status(text))
    if known is not None:
        return known
    if _LIMIT_WORDS.search(text):
        return Meaning.LIMIT
    if stage is Stage.SENDER and code >= 500 and code != 552:
        return Meaning.LOGIN if code in (530, 534, 535, 538) else Meaning.SENDER
    if stage is Stage.TEXT and code == 552:
        return Meaning.TOO_LARGE
    return _BY_CODE.get(code, Meaning.OTHER)
