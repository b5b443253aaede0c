"""The command line: commands parse, call one function, and print."""

from tocsin.cli.app import app, main

__all__ = ["app", "main"]
