"""The pages, one file each, and their list."""

from tocsin.serve.page import Page
from tocsin.serve.pages import claims, event, report, situation, toll

PAGES: tuple[Page, ...] = (
    Page("situation", "/situation", situation.find, situation.drawn),
    Page("event", "/events/{key}", event.find, event.drawn),
    Page("toll", "/tolls/{key}", toll.find, toll.drawn),
    Page("claims", "/claims", claims.find, claims.drawn),
    Page("claim", "/claims/{key}", claims.find_one),
    Page("reports", "/reports", report.find_list),
    Page("report", "/reports/{key}", report.find, report.drawn),
)
