"""Lists of the office in and out of Excel."""
