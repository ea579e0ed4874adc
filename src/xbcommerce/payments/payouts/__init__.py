"""What reaches whom, and when: availability, reserves, protection, splits and payouts."""
