"""The start pages: what waits for whoever comes, and in the demo a first page for a visitor. No tables of its own."""
