"""What a form's conditions can come to: its questions as facts with finitely many values that make a difference."""
