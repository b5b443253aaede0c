"""Tocsin reads reports of unrest and keeps a sourced event record."""

__version__ = "0.1.0.dev0"
