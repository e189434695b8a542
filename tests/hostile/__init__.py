"""What an enemy would write into every field of the content, and what becomes of it on the built site."""
