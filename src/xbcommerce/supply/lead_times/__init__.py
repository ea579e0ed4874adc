"""How long it takes from order to shelf, through calendars, and what is wanted meanwhile."""
