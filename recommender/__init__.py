"""What models answer: products, purchases, candidates, slates. Nothing of people."""
