"""The pages, one file each, and their list."""

from tocsin.serve.page import Page
from tocsin.serve.pages import brief, changes, claims, codebook, event, intake, outlets, queue, report, situation, toll

PAGES: tuple[Page, ...] = (
    Page("situation", "/situation", situation.find, situation.drawn, situation.rows),
    Page("event", "/events/{key}", event.find, event.drawn),
    Page("toll", "/tolls/{key}", toll.find, toll.drawn),
    Page("claims", "/claims", claims.find, claims.drawn, claims.rows),
    Page("claim", "/claims/{key}", claims.find_one),
    Page("reports", "/reports", report.find_list, rows=report.rows),
    Page("report", "/reports/{key}", report.find, report.drawn),
    Page("outlets", "/outlets", outlets.find, rows=outlets.rows),
    Page("codebook", "/codebook", codebook.find),
    Page("intake", "/intake", intake.find),
    Page("queue", "/queue", queue.find),
    Page("changes", "/changes", changes.find, rows=changes.rows),
    Page("brief", "/brief", brief.find, brief.drawn),
)
