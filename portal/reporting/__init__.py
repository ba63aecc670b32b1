"""The supplier's side: what is due, the answers, the evidence, the signed and sealed submission."""
