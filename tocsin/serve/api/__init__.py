"""REST under /api/v1: the same views as the pages, for programs."""

from tocsin.serve.api.routes import api

__all__ = ["api"]
