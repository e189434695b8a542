"""Programs that make files of the project anew; nothing that runs needs them."""
