"""The door: who comes in, and how the room is locked while they are away."""
