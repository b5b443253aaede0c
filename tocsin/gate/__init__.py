"""What is worth parsing: one automaton over the words that can name an event."""

from tocsin.gate.gate import Gate

__all__ = ["Gate"]
