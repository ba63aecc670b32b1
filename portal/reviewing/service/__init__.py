"""What one can do with a review, one function an act. Nothing here knows of Flask."""
