// The entry to the syntax: a source into its tree, or into the error CPython would raise for it.
//
// The fast parser (statements.ts and what it builds on) only knows right sources. When it gives up, diagnosis.ts reads
// the statement again by CPython's own grammar of errors to find the message and the place.

import { type Expression, type FunctionType, type Interactive, Module, TypeIgnore } from './ast.ts';
import { PARSE_FAILURE, RuleError, parserStackOverflow } from './cursor.ts';
import { diagnose, diagnoseSeveral } from './diagnosis.ts';
import type { StartRule } from './diagnosis.ts';
import { MAX_INT_DIGITS } from './literals.ts';
import { PythonSyntaxError } from './errors.ts';
import type { SyntaxWarningInfo } from './errors.ts';
import { Lexer } from './lexer.ts';
import { Parser } from './statements.ts';

export interface ParseResult<Tree> {
  tree: Tree;
  /** In the order of the source. */
  warnings: SyntaxWarningInfo[];
}

export interface ParseOptions {
  /** How many digits a decimal int may have; 0: any number. Default 4300. */
  maxIntDigits?: number | undefined;
  /** Comments that say types are part of the tree. */
  typeComments?: boolean;
  /** The minor number of the Python 3 whose grammar is to be kept to. */
  featureVersion?: number | undefined;
  /** `barry_as_FLUFL` holds from the beginning. */
  barryAsFLUFL?: boolean;
}

export interface InteractiveOptions extends ParseOptions {
  /** Whether the end of the source closes its blocks; false while a REPL still takes lines. Default true. */
  implyDedent?: boolean;
}

/** Parses a whole file (mode 'exec'). Throws PythonSyntaxError. */
export function parseModule(source: string, filename: string, options?: ParseOptions): ParseResult<Module> {
  return parse(source, filename, 'file', (parser) => parser.file(), options);
}

/** Parses one interactive statement (mode 'single'). Throws PythonSyntaxError. */
export function parseInteractive(
  source: string,
  filename: string,
  options: InteractiveOptions = {},
): ParseResult<Interactive> {
  return parse(source, filename, 'interactive', (parser) => parser.interactive(), options);
}

/** Parses an expression (mode 'eval'), without the white space before it that `eval` allows. Throws PythonSyntaxError. */
export function parseExpression(
  source: string,
  filename: string,
  options?: ParseOptions,
): ParseResult<Expression> {
  return parse(source, filename, 'eval', (parser) => parser.eval(), options);
}

/** Parses the signature in a type comment (mode 'func_type'). Throws PythonSyntaxError. */
export function parseFunctionType(
  source: string,
  filename: string,
  options?: ParseOptions,
): ParseResult<FunctionType> {
  return parse(source, filename, 'func_type', (parser) => parser.func_type(), options);
}

function parse<Tree>(
  given: string,
  filename: string,
  rule: StartRule,
  read: (parser: Parser) => Tree,
  {
    implyDedent = true,
    maxIntDigits = MAX_INT_DIGITS,
    typeComments = false,
    featureVersion,
    barryAsFLUFL = false,
  }: InteractiveOptions = {},
): ParseResult<Tree> {
  const source = prepared(given, filename, rule);
  const lexer = new Lexer(source, {
    typeComments,
    ...(rule === 'interactive' ? { singleStatement: { implyDedent } } : {}),
  });
  const tokens = lexer.run();
  const parser = new Parser(source, filename, tokens, []);
  parser.maxIntDigits = maxIntDigits;
  parser.barryAsFLUFL = barryAsFLUFL;
  if (featureVersion !== undefined) parser.featureVersion = featureVersion;
  let tree: Tree;
  try {
    tree = read(parser);
  } catch (error) {
    if (error instanceof RangeError) throw parserStackOverflow(filename);
    if (error !== PARSE_FAILURE && !(error instanceof RuleError)) throw error;
    const found = diagnose(lexer, parser, filename, rule, error instanceof RuleError ? error : null);
    found.warnings = inOrder([
      ...lexer.warnings.filter((w) => w.lineno <= tokens.endLines[parser.position]!),
      ...parser.warnings,
    ]);
    found.lastStatement = parser.lastStatement;
    throw found;
  }
  if (rule === 'interactive' && hasMore(source, parser.sourcePosition))
    throw diagnoseSeveral(lexer, parser, filename);
  if (tree instanceof Module)
    tree.type_ignores = lexer.typeIgnores.map(({ lineno, tag }) => new TypeIgnore(lineno, tag));
  return { tree, warnings: inOrder([...lexer.warnings, ...parser.warnings]) };
}

function inOrder(warnings: SyntaxWarningInfo[]): SyntaxWarningInfo[] {
  return warnings.sort((a, b) => a.lineno - b.lineno || a.col_offset - b.col_offset);
}

/** The source with line ends as `\n`, and one at its end where a file is read. */
function prepared(source: string, filename: string, rule: StartRule): string {
  if (source.includes('\0')) {
    throw new PythonSyntaxError(
      'SyntaxError',
      'source code string cannot contain null bytes',
      filename,
      null,
    );
  }
  let text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  if (rule === 'file' && text.length > 0 && !text.endsWith('\n')) text += '\n';
  return text;
}

/** Whether anything but white space and comments follows in the source. */
function hasMore(source: string, start: number): boolean {
  return /[^ \t\n\f]/.test(source.slice(start).replace(/^[ \t\n\f]*(?:#[^\n]*\n?[ \t\n\f]*)*/, ''));
}
