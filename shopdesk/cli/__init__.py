"""The headless door: parse the command line, open the window or run one command."""


def main() -> int:
    """Run the command line."""
    return 0
