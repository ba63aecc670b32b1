"""Speed, measured as ratios against a floor that runs in the same process, turn by turn (docs/performance.md)."""
