"""What is asked of the web, and how politely; all of reading's I/O is here."""
