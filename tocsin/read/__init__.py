"""From files and pages to reports."""
