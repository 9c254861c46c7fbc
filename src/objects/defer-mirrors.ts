// Built-in classes are mirrored on their prototypes (type.ts) once all of them are there, not attribute by attribute: that is
// most of the work of start-up otherwise. Load this file before any class, and hide-mirrored.ts after all methods.
import { builtinTypes, deferMirrors } from './type.ts';

deferMirrors(builtinTypes);
