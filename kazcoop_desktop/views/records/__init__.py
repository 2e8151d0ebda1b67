"""One machinery for every register: its table, its form and the pages of a record."""
