"""What people write in Japanese (自由記述), read into facts of a profile that the user then confirms."""
