"""Rules over a built site as a whole, beyond those that each build holds to: `digest check output`."""
