// Loads every file that gives built-in classes their methods, in order of dependency. One line each.
import './type.ts';
