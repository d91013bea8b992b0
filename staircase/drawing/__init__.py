"""The drawing of the staircase: its people, and the same picture as a file to download."""
