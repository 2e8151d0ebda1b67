"""Mobility in the window: trips of staff and their plans, learners' stays, competitions and dual degrees."""
