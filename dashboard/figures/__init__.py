"""What a review adds up to: figures with their meaning, and the pictures behind them."""
