"""The commands, a file for each kind of work. Each parses its options, calls what does the work, and prints the result.

What is slow to load is imported inside the commands that need it: `tocsin --help` answers at once.
"""
