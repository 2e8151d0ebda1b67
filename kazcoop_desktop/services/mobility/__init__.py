"""Work over trips, stays abroad, competitions and those who are away."""
