"""The reviewer's side: the queue, grades, evidence, drafts decided, the conclusion, and the supplier's outcome."""
