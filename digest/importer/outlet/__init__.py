"""What the texts of one publication have in common: its profile, and how it is learned."""
