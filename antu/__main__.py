"""`python -m antu` is the command `antu`."""

from antu.cli import main

# Worker processes import this module too, by another name.
if __name__ == "__main__":
    main(prog_name="antu")
