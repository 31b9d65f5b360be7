"""`python -m forklore` is the command `forklore`."""

from forklore.main.commands import main

if __name__ == "__main__":
    main()
