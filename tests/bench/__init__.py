"""The bench works, and says what it is asked for; what it finds is no matter of a test."""
