"""``python -m xbcommerce``: the tour; ``python -m xbcommerce plan FILE``: a reorder plan."""

import sys

from xbcommerce.tour.command import main

sys.exit(main())
