"""The command `portal`, and `python -m portal`."""

from portal.commands import portal


def main() -> None:
    """Run the command line; what it can do: `portal --help`."""
    portal()


if __name__ == "__main__":
    main()
