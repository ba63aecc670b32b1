"""What a supplier can do with a self-report, and what its authority can. Nothing here knows of Flask."""
