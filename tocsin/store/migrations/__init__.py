"""How the lasting tables came to be, step by step."""
