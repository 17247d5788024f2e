"""What is served beside the chats: the archive's pages, and who may read them."""
