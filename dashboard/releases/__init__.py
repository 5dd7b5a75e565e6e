"""The record: releases, what was frozen for them, what people said, who signed."""
