"""`python -m crossread`: the command, where its script is not on the path."""

from crossread.cli import main

if __name__ == "__main__":
    main()
