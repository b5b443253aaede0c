"""The event types in force, what signals them, and the register of actors."""
