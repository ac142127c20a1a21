"""`python -m mediation` is the command line."""

from mediation.cli.main import main

if __name__ == "__main__":
    main()
