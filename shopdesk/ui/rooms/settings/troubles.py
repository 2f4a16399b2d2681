"""What could not be done, said on the page it is put right on: nobody is sent to where they are."""

from __future__ import annotations

import re
from dataclasses import replace

from shopdesk.runtime.i18n import _
from shopdesk.ui.messages import Trouble

_PLACE = r",?\s\w+\s{settings}(?:,\s[^\W\d_]+(?:\s[^\W\d_]+)?(?=[,.;:]|$))?"
"""``en Ajustes, Correo`` with its section, of one word or two."""


def here(trouble: Trouble) -> Trouble:
    """Return a failure with “here” for the way to this page."""
    place = _PLACE.format(settings=re.escape(_("Settings")))
    return replace(trouble, line=re.sub(place, " " + _("here"), trouble.line))
