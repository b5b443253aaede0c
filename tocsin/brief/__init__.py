"""The situation report, written from the record."""

from tocsin.brief.brief import Section, Written, brief, shipped_template, template_of, write
from tocsin.brief.dossier import Dossier

__all__ = ["Dossier", "Section", "Written", "brief", "shipped_template", "template_of", "write"]
