"""Publishing bulletins, reading them, reminding of them."""
