"""Mobility in the window: what is done with learners' stays, competitions and dual degrees."""
