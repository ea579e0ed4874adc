"""What has been sold, week by week, and what kind of demand it is."""
