"""What waits for an editor, with the lines of the source beside the result."""
