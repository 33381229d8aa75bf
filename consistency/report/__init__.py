"""A result → terminal, JSON, JSON Lines."""
