"""Pages of internal documents: who has read them, how their wording changed, and what a change still lacks."""
