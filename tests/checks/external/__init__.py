"""Links to other sites, asked of a server that does what servers do."""
