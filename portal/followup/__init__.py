"""What follows a breach: the deviation, the supplier's plan and actions, and the buyer's verification."""
