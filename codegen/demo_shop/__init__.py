"""How the demo shop is written: hand-written documents, and what is drawn from them."""
