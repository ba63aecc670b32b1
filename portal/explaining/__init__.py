"""What a form and its figures mean, in words: conditions, questions, scores, caps. Reads, and changes nothing."""
