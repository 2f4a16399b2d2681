"""The headless door: parse the command line, open the window or run one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shopdesk.cli import parser
from shopdesk.cli.answer import Answer, give, refuse
from shopdesk.runtime import i18n, logs, paths
from shopdesk.runtime.errors import ShopdeskError
from shopdesk.runtime.i18n import _


class Bug(ShopdeskError):
    """Something in the program is wrong; a report was written."""

    code = "bug"


class Interrupted(ShopdeskError):
    """The owner pressed Ctrl+C."""

    code = "interrupted"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 not done, 2 wrong usage."""
    words, files = parser.split_files(sys.argv[1:] if argv is None else argv)
    args = parser.build().parse_args(words)
    i18n.set_language(args.lang or i18n.DEFAULT)
    if args.command is None:
        from shopdesk.cli import window

        return window.open_window(args, files)
    try:
        answer = _run(args)
    except ShopdeskError as error:
        refuse(error, args.empty, as_json=args.json)
        return 1
    except KeyboardInterrupt:
        stop = Interrupted(_("Stopped."), _("What was under way left nothing behind."))
        refuse(stop, args.empty, as_json=args.json)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        from shopdesk.services import faults

        refuse(faults.known(error) or _report(args, error), args.empty, as_json=args.json)
        return 1
    give(answer, as_json=args.json)
    return answer.exit_code


def _run(args: argparse.Namespace) -> Answer:
    answer: Answer
    if not args.needs_shop:
        answer = args.run(args)
        return answer
    from shopdesk.shop import open_shop

    folder = paths.data_folder(args.home)
    shop = open_shop(folder, today=args.today)
    logs.set_up(folder.logs)
    try:
        answer = args.run(shop, args)
    finally:
        shop.store.close()
    return answer


def _report(args: argparse.Namespace, error: Exception) -> ShopdeskError:
    try:
        place = str(logs.write_report(error, paths.data_folder(args.home).logs))
    except OSError:
        place = logs.mask(repr(error))
    return Bug(
        _("Something inside Shopdesk went wrong, and what you asked was not done."),
        _("A report without your customers' data is in {place}.").format(place=place),
    )


if __name__ == "__main__":
    sys.exit(main())
