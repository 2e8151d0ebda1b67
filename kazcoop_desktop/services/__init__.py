"""Work over several records; knows no window and no printer."""
