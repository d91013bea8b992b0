"""The staff's desk in the admin: the orders, what is done to them, and the copies on the shelf."""
