// CPython itself, for the tests of the syntax: trees and errors as its `ast` module and `compile` give them.

import { loadPyodide } from 'pyodide';
import type { PyodideInterface } from 'pyodide';

/** Class, message, lineno, offset, end_lineno, end_offset and text of an error, or null for a source that is right. */
export type ErrorFacts = [string, string, ...unknown[]] | null;
export type Mode = 'exec' | 'single' | 'eval';

const SUPPORT = `
import ast, json, warnings, zipfile, sys
warnings.simplefilter('ignore')
_archive = next(path for path in sys.path if path.endswith('.zip'))

def library_names():
    with zipfile.ZipFile(_archive) as archive:
        return json.dumps([name for name in archive.namelist() if name.endswith('.py')])

def library_source(name):
    with zipfile.ZipFile(_archive) as archive:
        return archive.read(name)

def library_tree(name):
    return ast.dump(ast.parse(library_source(name)), include_attributes=True)

def facts(source, mode, flags):
    try:
        compile(source, '<unknown>', mode, ast.PyCF_ONLY_AST | flags)
    except SyntaxError as e:
        return json.dumps([type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text])
    return 'null'

def indented(source, indent):
    return ast.dump(ast.parse(source), indent=indent)
`;

/** CPython's `PyCF_ALLOW_INCOMPLETE_INPUT`. */
const ALLOW_INCOMPLETE_INPUT = 0x4000;

export class Oracle {
  private readonly python: PyodideInterface;

  private constructor(python: PyodideInterface) {
    this.python = python;
  }

  static async load(): Promise<Oracle> {
    const python = await loadPyodide();
    python.runPython(SUPPORT);
    return new Oracle(python);
  }

  private call(name: string, ...args: unknown[]): string {
    const callable = this.python.globals.get(name) as (...args: unknown[]) => string;
    return callable(...args);
  }

  /** The names of the standard library's files. */
  libraryNames(): string[] {
    return JSON.parse(this.call('library_names')) as string[];
  }

  librarySource(name: string): Uint8Array {
    const bytes = this.python.globals.get('library_source')(name) as { toJs(): Uint8Array; destroy(): void };
    const copy = bytes.toJs();
    bytes.destroy();
    return copy;
  }

  libraryTree(name: string): string {
    return this.call('library_tree', name);
  }

  errorOf(source: string, mode: Mode): ErrorFacts {
    return JSON.parse(this.call('facts', source, mode, 0)) as ErrorFacts;
  }

  /** Whether CPython takes the source for the beginning of a right one. */
  isIncomplete(source: string, mode: Mode): boolean {
    const found = JSON.parse(this.call('facts', source, mode, ALLOW_INCOMPLETE_INPUT)) as ErrorFacts;
    return found !== null && found[0] === '_IncompleteInputError';
  }

  indentedTree(source: string, indent: number): string {
    return this.call('indented', source, indent);
  }
}
