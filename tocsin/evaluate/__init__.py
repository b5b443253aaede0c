"""Gold corpora, scorers and floors: how well each part does."""
