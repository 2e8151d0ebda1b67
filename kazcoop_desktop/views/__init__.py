"""What is seen: the window, its tabs and dialogs."""
