"""Where the news comes from: what a site has, and what people add and propose."""
