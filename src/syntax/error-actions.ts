// What the rules of error-grammar.ts do when they match: the pieces of a tree that they make, and what they report.
//
// The trees are only as detailed as the reports need; what a report says about them is found in reports.ts.
import * as Report from './reports.ts';
import type { Action, Captures, Match, Value } from './peg.ts';

// ---- what actions make ----

/** A node of class `kind` over the whole match; with a name, its part is that capture. */
export function node(kind: string, part?: string): Action {
  return (captures, peg, first) => peg.node(kind, first, part === undefined ? [] : [captures[part]]);
}

/** The value of a capture, as it stands without the brackets around it. */
export const inner: Action = (captures) => captures['a'];

/** A chain of a first operand `a` and others `b`: itself when there are none. */
export function chain(kind: string): Action {
  return (captures, peg, first) => {
    const rest = captures['b'] as Value[];
    return rest.length === 0 ? captures['a'] : peg.node(kind, first, [captures['a'], ...rest]);
  };
}

/** A tuple without brackets: `a`, then perhaps others `b` and a last comma `c`. */
export const bareTuple: Action = (captures, peg, first) => {
  const rest = captures['b'] as Value[];
  if (rest.length === 0 && captures['c'] === undefined) return captures['a'];
  return peg.node('Tuple', first, [captures['a'], ...rest.map((pair) => (pair as Value[])[1])]);
};

/** A display: its elements are `a`, which may be absent, or a first element and `b`. */
export function display(kind: string): Action {
  return (captures, peg, first) => {
    const elements = [captures['a'], captures['b']].flat(3).filter(isElement);
    return peg.node(kind, first, elements);
  };
}

function isElement(value: Value): boolean {
  return value !== undefined && (value as Match).kind !== 'Token';
}

/** The comparison `a` with its pairs `b`; the first operator is remembered for `for` targets. */
export const comparison: Action = (captures, peg, first) => {
  const pairs = captures['b'] as Value[];
  if (pairs.length === 0) return captures['a'];
  return peg.node('Compare', first, [captures['a'], (pairs[0] as Value[])[0]]);
};

/** The trailers `b` of a primary `a`, each a node of the kind it makes. */
export const trailers: Action = (captures, peg, first) => {
  const rest = captures['b'] as Match[];
  if (rest.length === 0) return captures['a'];
  return { ...peg.node(rest[rest.length - 1].kind, first, []), last: rest[rest.length - 1].last };
};

/** The arguments of a call: positional ones, and keywords whose kind tells `**` from a name. */
export const callArguments: Action = (captures, peg, first) => {
  const all = [captures['a'], captures['b']].flat(4).filter(isElement) as Match[];
  return peg.node('Call', first, [
    all.filter((value) => value.kind !== 'keyword' && value.kind !== 'unpacking'),
    all.filter((value) => value.kind === 'keyword' || value.kind === 'unpacking'),
  ]);
};

export const stringsNode: Action = (captures, peg, first) => {
  Report.checkMixedBytes(peg, captures['a'] as Match[]);
  const parts = (captures['a'] as Match[]).map((part) => part.kind);
  const kind = parts.includes('TemplateStr')
    ? 'TemplateStr'
    : parts.includes('JoinedStr')
      ? 'JoinedStr'
      : 'Constant';
  return peg.node(kind, first, []);
};

// ---- what actions report ----

/** The match that a capture is. */
export const match = (captures: Captures, name: string): Match => captures[name] as Match;

/** The end of a comprehension: its last condition or, without one, its last iterable. */
function comprehensionEnd(value: Value): Match {
  const clause = (value as Match[])[(value as Match[]).length - 1];
  return clause.parts[clause.parts.length - 1] as Match;
}

/** Reports `message` at a capture. */
export function at(name: string, message: string): Action {
  return (captures, peg) => Report.at(peg, match(captures, name), message);
}

/** Reports from the beginning of one capture to the end of another. */
export function range(message: string, from = 'a', to = 'b'): Action {
  return (captures, peg) => Report.range(peg, match(captures, from), match(captures, to), message);
}

/** Reports from the beginning of a capture to where the tokens fetched so far end. */
export function startingFrom(name: string, message: string): Action {
  return (captures, peg) => Report.startingFrom(peg, match(captures, name), message);
}

/** Reports at the last token fetched. */
export function atLast(message: string): Action {
  return (_captures, peg) => Report.atLast(peg, message);
}

/** Reports at the token to come. */
export function atNext(message: string): Action {
  return (_captures, peg) => Report.atNext(peg, message);
}

/** Reports at `name` with the description of the expression there put for `%s`. */
export function described(name: string, message: string): Action {
  return (captures, peg) => {
    const found = match(captures, name);
    return Report.at(peg, found, message.replace('%s', Report.describe(peg, found)));
  };
}

/** Reports that no indented block follows what the line of the capture `name` begins. */
export function noBlock(what: string, name = 'a'): Action {
  return (captures, peg) =>
    Report.indentation(peg, `expected an indented block after ${what} on line `, match(captures, name));
}

/** Reports what cannot be assigned to, or deleted, in the capture `a`. */
export function invalidTarget(kind: 'star' | 'for' | 'del'): Action {
  return (captures, peg) => Report.invalidTarget(peg, match(captures, 'a'), kind);
}

export const EXPECTED_COLON = atLast("expected ':'");
export const UNPARENTHESIZED_GENERATOR: Action = (captures, peg) =>
  Report.range(
    peg,
    match(captures, 'a'),
    comprehensionEnd(captures['b']),
    'Generator expression must be parenthesized',
  );
export const WALRUS_OR_EQUALS = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
export const NO_VALUE = "expression expected after dictionary key and ':'";
export const STARRED_VALUE = 'cannot use a starred expression in a dictionary value';
export const NOT_OPERAND = "'not' after an operator must be parenthesized";

export const missingComma: Action = (captures, peg) => {
  const first = match(captures, 'a');
  if (Report.isLegacyStatement(peg, first) || Report.bracketDepth(peg, peg.mark - 1) === 0) return null;
  return Report.range(peg, first, match(captures, 'b'), 'invalid syntax. Perhaps you forgot a comma?');
};

export const legacyStatement: Action = (captures, peg) => {
  const name = match(captures, 'a');
  if (!Report.isLegacyStatement(peg, name)) return null;
  const word = Report.text(peg, name);
  const message = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
  return Report.range(peg, name, match(captures, 'b'), message);
};

export const generatorInCall: Action = (captures, peg) => {
  const args = match(captures, 'a').parts[0] as Match[];
  if (args.length <= 1) return null;
  const last = args[args.length - 1];
  return Report.range(
    peg,
    last,
    comprehensionEnd(captures['b']),
    'Generator expression must be parenthesized',
  );
};

export const positionalAfterKeyword: Action = (captures, peg) => {
  const keywords = match(captures, 'a').parts[1] as Match[];
  const unpacking = keywords.some((keyword) => keyword.kind === 'unpacking');
  return Report.atLast(peg, `positional argument follows keyword argument${unpacking ? ' unpacking' : ''}`);
};

export const boundOf =
  (what: string): Action =>
  (captures, peg) => {
    const kind = match(captures, 'e').kind === 'Tuple' ? 'constraints' : 'bound';
    return Report.startingFrom(peg, match(captures, 'c'), `cannot use ${kind} with ${what}`);
  };

export const afterKey: Action = (captures, peg) => Report.afterKey(peg, match(captures, 'a'));

export const positionalPattern: Action = (captures, peg) => {
  const patterns = captures['a'] as Match[];
  return Report.range(
    peg,
    patterns[0],
    patterns[patterns.length - 1],
    'positional patterns follow keyword patterns',
  );
};

export const mixedTemplates: Action = (captures, peg) => {
  const parts = captures['a'] as Match[];
  return Report.range(
    peg,
    parts[0],
    match(captures, 'b'),
    'cannot mix t-string literals with string or bytes literals',
  );
};
