"""Date and time expressions and what they resolve to."""
