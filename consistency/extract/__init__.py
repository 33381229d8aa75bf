"""Text → mentions → claims."""
