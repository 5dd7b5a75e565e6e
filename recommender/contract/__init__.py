"""What a model served elsewhere is asked and must answer: JSON Schemas, and where one is broken."""
