"""What the desk costs among a thousand orders and among a million: `make bench`."""
