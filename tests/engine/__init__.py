"""The engine: what makes a build cost what changed."""
