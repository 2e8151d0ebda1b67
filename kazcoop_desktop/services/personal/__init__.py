"""The rights of people whose data are kept: consent, who looked, everything about one person, retention, deletion."""
