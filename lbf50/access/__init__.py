"""Who gets in: guessed passwords, sessions that end, and the record of it."""
