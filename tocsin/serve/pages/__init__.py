"""The pages, one file each, and their list."""

from tocsin.serve.page import Page
from tocsin.serve.pages import brief, changes, claims, codebook, event, intake, outlets, queue, report, situation, toll

PAGES: tuple[Page, ...] = (
    Page("situation", "/situation", situation.find, situation.drawn),
    Page("event", "/events/{key}", event.find, event.drawn),
    Page("toll", "/tolls/{key}", toll.find, toll.drawn),
    Page("claims", "/claims", claims.find, claims.drawn),
    Page("claim", "/claims/{key}", claims.find_one),
    Page("reports", "/reports", report.find_list),
    Page("report", "/reports/{key}", report.find, report.drawn),
    Page("outlets", "/outlets", outlets.find),
    Page("codebook", "/codebook", codebook.find),
    Page("intake", "/intake", intake.find),
    Page("queue", "/queue", queue.find),
    Page("changes", "/changes", changes.find),
    Page("brief", "/brief", brief.find, brief.drawn),
)
