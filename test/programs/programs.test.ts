// Whole programs, each run by the command: NAME.py here prints expected/NAME.txt and exits with the code in
// expected/NAME.code (0 without that file).

import { checkPrograms } from '../support/programs.ts';

checkPrograms('test/programs', 'programs');
