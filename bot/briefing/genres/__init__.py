"""What kind of piece an article is: by what it says of itself, and by how it is written."""
