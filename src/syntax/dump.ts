// The printers of the syntax: a tree in the text of Python's `ast.dump`, tokens in that of `python -m tokenize -e`.
//
// Nothing here recurses: a tree may be as deep as its source was long.

import type { Node } from './ast.ts';
import { constantRepr } from './constant-repr.ts';
import { Lexer } from './lexer.ts';
import * as T from './tokens.ts';

export interface DumpOptions {
  /** Spaces of indentation a level; without it all is on one line. */
  indent?: number;
  /** Whether positions are printed. */
  includeAttributes?: boolean;
}

const ATTRIBUTES = new Set(['lineno', 'col_offset', 'end_lineno', 'end_col_offset']);

/** One thing still to be written: text as it is, or a value at a level of indentation. */
type Task = string | { value: unknown; level: number; bare: boolean };

interface Field {
  name: string;
  value: unknown;
}

/** The tree in the text of `ast.dump(tree, include_attributes=..., indent=...)`. */
export function dumpTree(tree: Node, options: DumpOptions = {}): string {
  const out: string[] = [];
  const tasks: Task[] = [{ value: tree, level: 0, bare: false }];
  while (tasks.length > 0) {
    const task = tasks.pop()!;
    if (typeof task === 'string') {
      out.push(task);
      continue;
    }
    const { value, level, bare } = task;
    if (Array.isArray(value)) pushList(tasks, value, level + 1, bare, options);
    else if (isNode(value)) pushNode(tasks, value, level + 1, options);
    else if (bare && typeof value === 'string') out.push(value, '()');
    else out.push(constantRepr(value));
  }
  return out.join('');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'nodeType' in value;
}

/** The fields that are printed: neither those that are None or empty by default, nor positions unless wanted. */
function printedFields(node: Node, options: DumpOptions): Field[] {
  const fields: Field[] = [];
  const hasConstant = node.nodeType === 'Constant' || node.nodeType === 'MatchSingleton';
  for (const [name, value] of Object.entries(node)) {
    if (name === 'nodeType') continue;
    if (ATTRIBUTES.has(name) && node.nodeType !== 'TypeIgnore' && !options.includeAttributes) continue;
    if (value === null && !(hasConstant && name === 'value')) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    fields.push({ name, value });
  }
  return fields;
}

function pushNode(tasks: Task[], node: Node, level: number, options: DumpOptions): void {
  const fields = printedFields(node, options);
  const simple = fields.every((field) => isSimple(field, options));
  const inline = options.indent === undefined || (simple && fields.length <= 3);
  const newLine = inline ? '' : '\n' + ' '.repeat(options.indent! * level);
  tasks.push(')');
  for (let i = fields.length - 1; i >= 0; i--) {
    const { name, value } = fields[i];
    const separator = i === 0 ? newLine : inline ? ', ' : ',' + newLine;
    const bare = name === 'ctx' || name === 'op' || name === 'ops';
    tasks.push({ value, level, bare }, `${separator}${name}=`);
  }
  tasks.push(`${node.nodeType}(`);
}

/** Whether a field's value is printed without any part of its own. */
function isSimple({ value }: Field, options: DumpOptions): boolean {
  if (Array.isArray(value)) return false;
  return !isNode(value) || printedFields(value, options).length === 0;
}

function pushList(tasks: Task[], list: unknown[], level: number, bare: boolean, options: DumpOptions): void {
  const newLine = options.indent === undefined ? '' : '\n' + ' '.repeat(options.indent * level);
  tasks.push(']');
  for (let i = list.length - 1; i >= 0; i--) {
    const separator = i === 0 ? newLine : options.indent === undefined ? ', ' : ',' + newLine;
    tasks.push({ value: list[i], level, bare }, separator);
  }
  tasks.push('[');
}

/** The tokens of a source in the text of `python -m tokenize -e`, up to the first error. */
export function dumpTokens(source: string): string {
  const text = source.replace(/\r\n?/g, '\n');
  const lexer = new Lexer(text.endsWith('\n') || text === '' ? text : text + '\n', { keepTrivia: true });
  const tokens = lexer.run();
  const lines = [tokenLine('0,0-0,0:', 'ENCODING', 'utf-8')];
  for (let i = 0; i < tokens.count; i++) lines.push(dumpToken(lexer.source, tokens, i));
  return lines.join('\n') + '\n';
}

function tokenLine(range: string, name: string, text: string): string {
  return range.padEnd(20) + name.padEnd(15) + constantRepr(text).padEnd(15);
}

function dumpToken(source: string, tokens: T.TokenBuffer, i: number): string {
  const kind = tokens.kinds[i];
  const start = tokens.starts[i];
  let end = tokens.ends[i];
  // A line end is a character of its own here; the one of a comment begins after it.
  if (kind === T.NEWLINE) end++;
  const name = kind >= T.FIRST_KEYWORD && kind < T.OP ? 'NAME' : kind === T.OP ? 'OP' : T.KIND_NAMES[kind];
  if (kind === T.ENDMARKER || kind === T.DEDENT) {
    const atEnd = start === source.length;
    const line = atEnd ? tokens.lines[i] + 1 : tokens.lines[i];
    const column = atEnd ? 0 : characterColumn(source, start);
    return tokenLine(`${line},${column}-${line},${column}:`, name, '');
  }
  const from = characterColumn(source, start);
  const to = kind === T.NEWLINE || kind === T.NL ? from + 1 : characterColumn(source, end);
  const range = `${tokens.lines[i]},${from}-${tokens.endLines[i]},${to}:`;
  return tokenLine(range, name, source.slice(start, end));
}

/** The column of an offset in code points. */
function characterColumn(source: string, offset: number): number {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  return Array.from(source.slice(lineStart, offset)).length;
}
