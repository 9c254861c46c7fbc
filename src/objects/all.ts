// Loads every file that gives built-in classes their methods, in order of dependency. One line each.
import './type.ts';
import './class-protocols.ts';
import './construct.ts';
import './type-methods.ts';
import './object-methods.ts';
import './mapping-proxy.ts';
import './generic-alias.ts';
import './union.ts';
import './build-class.ts';
import './descriptor-methods.ts';
import './property-methods.ts';
import './function-methods.ts';
import './code-methods.ts';
import './module-methods.ts';
import './namespace.ts';
import './super.ts';
