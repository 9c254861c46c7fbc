// The examples are tests too: examples/NAME.py prints test/programs/expected/NAME.txt.

import { checkPrograms } from '../support/programs.ts';

checkPrograms('examples', 'examples');
