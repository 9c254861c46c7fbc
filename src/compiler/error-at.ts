import type * as ast from '../syntax/ast.ts';
import { PythonSyntaxError } from '../syntax/errors.ts';

/** A SyntaxError at a node. Columns are bytes counted from 1, and there is no text, as CPython's compiler reports. */
export function errorAt(message: string, filename: string, at: ast.Position): PythonSyntaxError {
  return new PythonSyntaxError('SyntaxError', message, filename, {
    lineno: at.lineno,
    offset: at.col_offset + 1,
    endLineno: at.end_lineno,
    endOffset: at.end_col_offset + 1,
    text: null,
  });
}
