import sys
from . import main

try:
    main()
except Exception as e:
    print('Error:', e, file=sys.stderr)
    sys.exit(1)
