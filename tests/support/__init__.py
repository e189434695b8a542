"""What starts sites, servers and browsers for the tests."""
