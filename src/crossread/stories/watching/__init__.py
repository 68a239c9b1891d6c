"""Records placed into stories as they come; sources asked again and again."""
