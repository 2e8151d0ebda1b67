"""What the office does for foreign citizens: students, teachers, researchers."""
