"""The tour's work: what the shop does with its products, stock, orders and money, one small step at a time.

Each ``carry_...`` looks at what the store holds, does the next thing that is missing, and appends it in one
transaction. So it may be killed anywhere and run again: nothing is lost, nothing is doubled.
"""
