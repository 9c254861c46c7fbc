// Python's grammar with the rules that recognise common mistakes, for the interpreter in peg.ts.
//
// It runs only over sources that are wrong, first without and then with the rules named `invalid_...`; these report
// what CPython 3.14 reports for the same tokens. It is long because it is the whole grammar, as one table. What rules do is in
// error-actions.ts.
import {
  node,
  inner,
  chain,
  bareTuple,
  display,
  comparison,
  trailers,
  callArguments,
  stringsNode,
  match,
  at,
  range,
  startingFrom,
  atLast,
  atNext,
  described,
  noBlock,
  invalidTarget,
  EXPECTED_COLON,
  UNPARENTHESIZED_GENERATOR,
  WALRUS_OR_EQUALS,
  NO_VALUE,
  STARRED_VALUE,
  NOT_OPERAND,
  missingComma,
  legacyStatement,
  generatorInCall,
  positionalAfterKeyword,
  boundOf,
  afterKey,
  positionalPattern,
  mixedTemplates,
} from './error-actions.ts';
import * as Report from './reports.ts';
import type { Action, Captures, Grammar, Match, Peg, Value } from './peg.ts';

/** The rules for mistakes in the replacement fields of f-strings or t-strings. */
function fieldMistakes(letter: 'f' | 't'): Grammar {
  const say = (text: string): string => `${letter}-string: ${text}`;
  const needsExpression = (mark: string): string => say(`valid expression required before '${mark}'`);
  const rhs = 'annotated_rhs';
  return {
    [`invalid_${letter}string_replacement_field`]: [
      ["'{' a='='", at('a', needsExpression('='))],
      ["'{' a='!'", at('a', needsExpression('!'))],
      ["'{' a=':'", at('a', needsExpression(':'))],
      ["'{' a='}'", at('a', needsExpression('}'))],
      [`'{' !${rhs}`, atNext(say("expecting a valid expression after '{'"))],
      [`'{' ${rhs} !('=' | '!' | ':' | '}')`, atNext(say("expecting '=', or '!', or ':', or '}'"))],
      [`'{' ${rhs} '=' !('!' | ':' | '}')`, atNext(say("expecting '!', or ':', or '}'"))],
      `'{' ${rhs} ['='] invalid_${letter}string_conversion_character`,
      [`'{' ${rhs} ['='] ['!' NAME] !(':' | '}')`, atNext(say("expecting ':' or '}'"))],
      [
        `'{' ${rhs} ['='] ['!' NAME] ':' fstring_format_spec* !'}'`,
        atNext(say("expecting '}', or format specs")),
      ],
      [`'{' ${rhs} ['='] ['!' NAME] !'}'`, atNext(say("expecting '}'"))],
    ],
    [`invalid_${letter}string_conversion_character`]: [
      ["'!' &(':' | '}')", atNext(say('missing conversion character'))],
      ["'!' !NAME", atNext(say('invalid conversion character'))],
    ],
  };
}

/** The rules for mistakes in parameters, of `def` or with the prefix `lambda_`. */
function parameterMistakes(prefix: '' | 'lambda_', close: string, bareStar: Action): Grammar {
  const noDefault = `${prefix}param_no_default`;
  const maybe = `${prefix}param_maybe_default`;
  const slash = `(${prefix}slash_no_default | ${prefix}slash_with_default)`;
  const list = prefix === '' ? 'param_no_default+' : "','.lambda_param+";
  const what = prefix === '' ? 'Function' : 'Lambda expression';
  const after = 'arguments cannot follow var-keyword argument';
  return {
    [`invalid_${prefix}parameters`]: [
      ["a='/' ','", at('a', 'at least one argument must precede /')],
      [`${slash} ${maybe}* a='/'`, at('a', '/ may appear only once')],
      [
        `[${prefix}slash_no_default] ${noDefault}* invalid_${prefix}parameters_helper a=${noDefault}`,
        at('a', 'parameter without a default follows parameter with a default'),
      ],
      [`${noDefault}* a='(' ${list} [','] b=')'`, range(`${what} parameters cannot be parenthesized`)],
      [`[${slash}] ${maybe}* '*' (',' | ${noDefault}) ${maybe}* a='/'`, at('a', '/ must be ahead of *')],
      [`${maybe}+ '/' a='*'`, at('a', 'expected comma between / and *')],
    ],
    [`invalid_${prefix}parameters_helper`]: [`${prefix}slash_with_default`, `${prefix}param_with_default+`],
    [`invalid_${prefix}star_etc`]: [
      [`a='*' (${close} | ',' (${close} | '**'))`, bareStar],
      ...(prefix === ''
        ? ([["'*' ',' TYPE_COMMENT", atLast('bare * has associated type comment')]] as const)
        : []),
      [`'*' ${prefix}param a='='`, at('a', 'var-positional argument cannot have default value')],
      [
        `'*' (${noDefault} | ',') ${maybe}* a='*' (${noDefault} | ',')`,
        at('a', '* argument may appear only once'),
      ],
    ],
    [`invalid_${prefix}kwds`]: [
      [`'**' ${prefix}param a='='`, at('a', 'var-keyword argument cannot have default value')],
      [`'**' ${prefix}param ',' a=${prefix}param`, at('a', after)],
      [`'**' ${prefix}param ',' a=('*' | '**' | '/')`, at('a', after)],
    ],
  };
}

/** Parameters of `def`, or of `lambda` with its prefix; `close` is the token after them. */
function parameterRules(prefix: '' | 'lambda_', close: string): Grammar {
  const p = `${prefix}param`;
  const typed = prefix === '' ? '[TYPE_COMMENT]' : '';
  return {
    [`${prefix}parameters`]: [
      `${prefix}slash_no_default ${p}_no_default* ${p}_with_default* [${prefix}star_etc]`,
      `${prefix}slash_with_default ${p}_with_default* [${prefix}star_etc]`,
      `${p}_no_default+ ${p}_with_default* [${prefix}star_etc]`,
      `${p}_with_default+ [${prefix}star_etc]`,
      `${prefix}star_etc`,
    ],
    [`${prefix}slash_no_default`]: [`${p}_no_default+ '/' ','`, `${p}_no_default+ '/' &${close}`],
    [`${prefix}slash_with_default`]: [
      `${p}_no_default* ${p}_with_default+ '/' ','`,
      `${p}_no_default* ${p}_with_default+ '/' &${close}`,
    ],
    [`${p}_no_default`]: [
      [`a=${p} ',' ${typed}`, inner],
      [`a=${p} ${typed} &${close}`, inner],
    ],
    [`${p}_with_default`]: [`${p} default ',' ${typed}`, `${p} default ${typed} &${close}`],
    [`${p}_maybe_default`]: [`${p} [default] ',' ${typed}`, `${p} [default] ${typed} &${close}`],
  };
}

const MODULES: Grammar = {
  file: ['[statements] ENDMARKER'],
  interactive: ['statement_newline'],
  eval: ['expressions NEWLINE* ENDMARKER'],
  func_type: ["'(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER"],
  type_expressions: [
    "','.expression+ ',' '*' expression ',' '**' expression",
    "','.expression+ ',' '*' expression",
    "','.expression+ ',' '**' expression",
    "'*' expression ',' '**' expression",
    "'*' expression",
    "'**' expression",
    "','.expression+",
  ],
  statements: ['statement+'],
  statement: ['compound_stmt', 'simple_stmts'],
  statement_newline: ['compound_stmt NEWLINE', 'simple_stmts', 'NEWLINE', 'ENDMARKER'],
  simple_stmts: ["simple_stmt !';' NEWLINE", "';'.simple_stmt+ [';'] NEWLINE"],
  'simple_stmt*': [
    'assignment',
    '&"type" type_alias',
    'star_expressions',
    "&'return' return_stmt",
    "&('import' | 'from') import_stmt",
    "&'raise' raise_stmt",
    "&'pass' pass_stmt",
    "&'del' del_stmt",
    "&'yield' yield_expr",
    "&'assert' assert_stmt",
    "&'break' break_stmt",
    "&'continue' continue_stmt",
    "&'global' global_stmt",
    "&'nonlocal' nonlocal_stmt",
  ],
  compound_stmt: [
    "&('def' | '@' | 'async') function_def",
    "&'if' if_stmt",
    "&('class' | '@') class_def",
    "&('with' | 'async') with_stmt",
    "&('for' | 'async') for_stmt",
    "&'try' try_stmt",
    "&'while' while_stmt",
    'match_stmt',
  ],
};

const SIMPLE_STATEMENTS: Grammar = {
  assignment: [
    "NAME ':' expression ['=' annotated_rhs]",
    "('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]",
    "(star_targets '=')+ annotated_rhs !'=' [TYPE_COMMENT]",
    'single_target augassign ~ annotated_rhs',
    'invalid_assignment',
  ],
  annotated_rhs: ['yield_expr', 'star_expressions'],
  augassign: [
    "('+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//=')",
  ],
  return_stmt: ["'return' [star_expressions]"],
  raise_stmt: ["'raise' expression ['from' expression]", "'raise'"],
  pass_stmt: ["'pass'"],
  break_stmt: ["'break'"],
  continue_stmt: ["'continue'"],
  global_stmt: ["'global' ','.NAME+"],
  nonlocal_stmt: ["'nonlocal' ','.NAME+"],
  del_stmt: ["'del' del_targets &(';' | NEWLINE)", 'invalid_del_stmt'],
  assert_stmt: ["'assert' expression [',' expression]"],
  import_stmt: ['invalid_import', 'import_name', 'import_from'],
  import_name: ["'import' ','.dotted_as_name+"],
  import_from: [
    "'from' ('.' | '...')* dotted_name 'import' import_from_targets",
    "'from' ('.' | '...')+ 'import' import_from_targets",
  ],
  import_from_targets: [
    "'(' import_from_as_names [','] ')'",
    "import_from_as_names !','",
    "'*'",
    'invalid_import_from_targets',
  ],
  import_from_as_names: ["','.import_from_as_name+"],
  import_from_as_name: ['invalid_import_from_as_name', "NAME ['as' NAME]"],
  dotted_as_name: ['invalid_dotted_as_name', "dotted_name ['as' NAME]"],
  'dotted_name*': ["NAME ('.' NAME)*"],
  type_alias: ['"type" NAME [type_params] \'=\' expression'],
  invalid_assignment: [
    [
      "a=invalid_ann_assign_target ':' expression",
      described('a', 'only single target (not %s) can be annotated'),
    ],
    [
      "a=star_named_expression ',' star_named_expressions* ':' expression",
      at('a', 'only single target (not tuple) can be annotated'),
    ],
    ["a=expression ':' expression", at('a', 'illegal target for annotation')],
    ["(star_targets '=')* a=star_expressions '='", invalidTarget('star')],
    ["(star_targets '=')* a=yield_expr '='", at('a', 'assignment to yield expression not possible')],
    [
      'a=star_expressions augassign annotated_rhs',
      described('a', "'%s' is an illegal expression for augmented assignment"),
    ],
  ],
  invalid_ann_assign_target: ['list', 'tuple', ["'(' a=invalid_ann_assign_target ')'", inner]],
  invalid_del_stmt: [["'del' a=star_expressions", invalidTarget('del')]],
  invalid_import: [
    [
      "a='import' ','.dotted_name+ 'from' dotted_name",
      startingFrom('a', "Did you mean to use 'from ... import ...' instead?"),
    ],
    ["'import' a=NEWLINE", startingFrom('a', "Expected one or more names after 'import'")],
  ],
  invalid_dotted_as_name: [
    [
      "dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression",
      described('a', 'cannot use %s as import target'),
    ],
  ],
  invalid_import_from_as_name: [
    [
      "NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression",
      described('a', 'cannot use %s as import target'),
    ],
  ],
  invalid_import_from_targets: [
    [
      "import_from_as_names ',' NEWLINE",
      atLast('trailing comma not allowed without surrounding parentheses'),
    ],
    ['a=NEWLINE', startingFrom('a', "Expected one or more names after 'import'")],
  ],
};

const ASYNC = "['async']";
const WITH_ITEMS = "','.(expression ['as' star_target])+";
const WITH_GROUP = "'(' ','.(expressions ['as' star_target])+ [','] ')'";
const DEF_HEAD = "NAME [type_params] '(' [params] ')' ['->' expression]";
const CLASS_HEAD = "NAME [type_params] ['(' [arguments] ')']";

const COMPOUND_STATEMENTS: Grammar = {
  'block*': ['NEWLINE INDENT statements DEDENT', 'simple_stmts', 'invalid_block'],
  decorators: ["('@' named_expression NEWLINE)+"],
  class_def: ['decorators class_def_raw', 'class_def_raw'],
  class_def_raw: ['invalid_class_def_raw', `'class' ${CLASS_HEAD} ':' block`],
  function_def: ['decorators function_def_raw', 'function_def_raw'],
  function_def_raw: [
    'invalid_def_raw',
    `'def' ${DEF_HEAD} ':' [func_type_comment] block`,
    `'async' 'def' ${DEF_HEAD} ':' [func_type_comment] block`,
  ],
  func_type_comment: [
    'NEWLINE TYPE_COMMENT &(NEWLINE INDENT)',
    'invalid_double_type_comments',
    'TYPE_COMMENT',
  ],
  invalid_double_type_comments: [
    ['TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT', atLast('Cannot have two type comments on def')],
  ],
  params: ['invalid_parameters', 'parameters'],
  ...parameterRules('', "')'"),
  star_etc: [
    'invalid_star_etc',
    "'*' param_no_default param_maybe_default* [kwds]",
    "'*' param_no_default_star_annotation param_maybe_default* [kwds]",
    "'*' ',' param_maybe_default+ [kwds]",
    'kwds',
  ],
  kwds: ['invalid_kwds', "'**' param_no_default"],
  param_no_default_star_annotation: [
    "param_star_annotation ',' [TYPE_COMMENT]",
    "param_star_annotation [TYPE_COMMENT] &')'",
  ],
  param: ["NAME [':' expression]"],
  param_star_annotation: ["NAME ':' star_expression"],
  default: ["'=' expression", 'invalid_default'],
  if_stmt: [
    'invalid_if_stmt',
    "'if' named_expression ':' block elif_stmt",
    "'if' named_expression ':' block [else_block]",
  ],
  elif_stmt: [
    'invalid_elif_stmt',
    "'elif' named_expression ':' block elif_stmt",
    "'elif' named_expression ':' block [else_block]",
  ],
  else_block: ['invalid_else_stmt', "'else' &&':' block"],
  while_stmt: ['invalid_while_stmt', "'while' named_expression ':' block [else_block]"],
  for_stmt: [
    'invalid_for_stmt',
    "'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block [else_block]",
    "'async' 'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block [else_block]",
    'invalid_for_target',
  ],
  with_stmt: [
    'invalid_with_stmt_indent',
    "'with' '(' ','.with_item+ [','] ')' ':' [TYPE_COMMENT] block",
    "'with' ','.with_item+ ':' [TYPE_COMMENT] block",
    "'async' 'with' '(' ','.with_item+ [','] ')' ':' [TYPE_COMMENT] block",
    "'async' 'with' ','.with_item+ ':' [TYPE_COMMENT] block",
    'invalid_with_stmt',
  ],
  with_item: ["expression 'as' star_target &(',' | ')' | ':')", 'invalid_with_item', 'expression'],
  try_stmt: [
    'invalid_try_stmt',
    "'try' &&':' block finally_block",
    "'try' &&':' block except_block+ [else_block] [finally_block]",
    "'try' &&':' block except_star_block+ [else_block] [finally_block]",
  ],
  except_block: [
    'invalid_except_stmt_indent',
    "'except' expression ':' block",
    "'except' expression 'as' NAME ':' block",
    "'except' expressions ':' block",
    "'except' ':' block",
    'invalid_except_stmt',
  ],
  except_star_block: [
    'invalid_except_star_stmt_indent',
    "'except' '*' expression ':' block",
    "'except' '*' expression 'as' NAME ':' block",
    "'except' '*' expressions ':' block",
    'invalid_except_star_stmt',
  ],
  finally_block: ['invalid_finally_stmt', "'finally' &&':' block"],
  type_params: ['invalid_type_params', "'[' ','.type_param+ [','] ']'"],
  'type_param*': [
    "NAME [':' expression] ['=' expression]",
    'invalid_type_param',
    "'*' NAME ['=' star_expression]",
    "'**' NAME ['=' expression]",
  ],
  invalid_block: [
    ['NEWLINE !INDENT', (_captures, peg) => Report.indentation(peg, 'expected an indented block', null)],
  ],
  invalid_class_def_raw: [
    [`'class' ${CLASS_HEAD} NEWLINE`, EXPECTED_COLON],
    [`a='class' ${CLASS_HEAD} ':' NEWLINE !INDENT`, noBlock('class definition')],
  ],
  invalid_def_raw: [
    [`${ASYNC} a='def' ${DEF_HEAD} ':' NEWLINE !INDENT`, noBlock('function definition')],
    `${ASYNC} 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' block`,
  ],
  invalid_default: [["a='=' &(')' | ',')", at('a', 'expected default value expression')]],
  ...parameterMistakes('', "')'", at('a', 'named arguments must follow bare *')),
  invalid_if_stmt: [
    ["'if' named_expression NEWLINE", EXPECTED_COLON],
    ["a='if' named_expression ':' NEWLINE !INDENT", noBlock("'if' statement")],
  ],
  invalid_elif_stmt: [
    ["'elif' named_expression NEWLINE", EXPECTED_COLON],
    ["a='elif' named_expression ':' NEWLINE !INDENT", noBlock("'elif' statement")],
  ],
  invalid_else_stmt: [
    ["a='else' ':' NEWLINE !INDENT", noBlock("'else' statement")],
    ["'else' ':' block 'elif'", atLast("'elif' block follows an 'else' block")],
  ],
  invalid_while_stmt: [
    ["'while' named_expression NEWLINE", EXPECTED_COLON],
    ["a='while' named_expression ':' NEWLINE !INDENT", noBlock("'while' statement")],
  ],
  invalid_for_stmt: [
    [`${ASYNC} 'for' star_targets 'in' star_expressions NEWLINE`, EXPECTED_COLON],
    [`${ASYNC} a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT`, noBlock("'for' statement")],
  ],
  invalid_for_target: [[`${ASYNC} 'for' a=star_expressions`, invalidTarget('for')]],
  invalid_with_item: [["expression 'as' a=expression &(',' | ')' | ':')", invalidTarget('star')]],
  invalid_with_stmt: [
    [`${ASYNC} 'with' ${WITH_ITEMS} NEWLINE`, EXPECTED_COLON],
    [`${ASYNC} 'with' ${WITH_GROUP} NEWLINE`, EXPECTED_COLON],
  ],
  invalid_with_stmt_indent: [
    [`${ASYNC} a='with' ${WITH_ITEMS} ':' NEWLINE !INDENT`, noBlock("'with' statement")],
    [`${ASYNC} a='with' ${WITH_GROUP} ':' NEWLINE !INDENT`, noBlock("'with' statement")],
  ],
  invalid_try_stmt: [
    ["a='try' ':' NEWLINE !INDENT", noBlock("'try' statement")],
    ["'try' ':' block !('except' | 'finally')", atLast("expected 'except' or 'finally' block")],
    [
      "'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':'",
      range("cannot have both 'except' and 'except*' on the same 'try'"),
    ],
    [
      "'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':'",
      at('a', "cannot have both 'except' and 'except*' on the same 'try'"),
    ],
  ],
  invalid_except_stmt: [
    [
      "'except' a=expression ',' expressions 'as' NAME ':'",
      startingFrom('a', "multiple exception types must be parenthesized when using 'as'"),
    ],
    ["'except' expression ['as' NAME] NEWLINE", EXPECTED_COLON],
    ["'except' NEWLINE", EXPECTED_COLON],
    [
      "'except' expression 'as' a=expression ':' block",
      described('a', 'cannot use except statement with %s'),
    ],
  ],
  invalid_except_star_stmt: [
    [
      "'except' '*' a=expression ',' expressions 'as' NAME ':'",
      startingFrom('a', "multiple exception types must be parenthesized when using 'as'"),
    ],
    ["'except' '*' expression ['as' NAME] NEWLINE", EXPECTED_COLON],
    ["'except' '*' (NEWLINE | ':')", atLast('expected one or more exception types')],
    [
      "'except' '*' expression 'as' a=expression ':' block",
      described('a', 'cannot use except* statement with %s'),
    ],
  ],
  invalid_finally_stmt: [["a='finally' ':' NEWLINE !INDENT", noBlock("'finally' statement")]],
  invalid_except_stmt_indent: [
    ["a='except' expression ['as' NAME] ':' NEWLINE !INDENT", noBlock("'except' statement")],
    ["a='except' ':' NEWLINE !INDENT", noBlock("'except' statement")],
  ],
  invalid_except_star_stmt_indent: [
    ["a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT", noBlock("'except*' statement")],
  ],
  invalid_type_params: [["'[' a=']'", startingFrom('a', 'Type parameter list cannot be empty')]],
  invalid_type_param: [
    ["'*' NAME c=':' e=expression", boundOf('TypeVarTuple')],
    ["'**' NAME c=':' e=expression", boundOf('ParamSpec')],
  ],
};

const PATTERNS: Grammar = {
  match_stmt: ['"match" subject_expr \':\' NEWLINE INDENT case_block+ DEDENT', 'invalid_match_stmt'],
  subject_expr: ["star_named_expression ',' [star_named_expressions]", 'named_expression'],
  case_block: ['invalid_case_block', '"case" patterns [guard] \':\' block'],
  guard: ["'if' named_expression"],
  patterns: ['open_sequence_pattern', 'pattern'],
  pattern: ['as_pattern', 'or_pattern'],
  as_pattern: ["or_pattern 'as' pattern_capture_target", 'invalid_as_pattern'],
  or_pattern: ["'|'.closed_pattern+"],
  'closed_pattern*': [
    'literal_pattern',
    'pattern_capture_target',
    '"_"',
    "attr !('.' | '(' | '=')",
    "'(' pattern ')'",
    'sequence_pattern',
    'mapping_pattern',
    'class_pattern',
  ],
  literal_pattern: ["signed_number !('+' | '-')", 'complex_number', 'strings', "'None'", "'True'", "'False'"],
  literal_expr: [
    "signed_number !('+' | '-')",
    'complex_number',
    '&(STRING | FSTRING_START | TSTRING_START) strings',
    "'None'",
    "'True'",
    "'False'",
  ],
  complex_number: ["signed_number ('+' | '-') NUMBER"],
  signed_number: ['NUMBER', "'-' NUMBER"],
  pattern_capture_target: ["!\"_\" NAME !('.' | '(' | '=')"],
  'attr*': ["NAME ('.' NAME)+"],
  'name_or_attr*': ["NAME ('.' NAME)*"],
  sequence_pattern: ["'[' [maybe_sequence_pattern] ']'", "'(' [open_sequence_pattern] ')'"],
  open_sequence_pattern: ["maybe_star_pattern ',' [maybe_sequence_pattern]"],
  maybe_sequence_pattern: ["','.maybe_star_pattern+ [',']"],
  maybe_star_pattern: ['star_pattern', 'pattern'],
  'star_pattern*': ["'*' pattern_capture_target", '\'*\' "_"'],
  mapping_pattern: [
    "'{' '}'",
    "'{' double_star_pattern [','] '}'",
    "'{' items_pattern ',' double_star_pattern [','] '}'",
    "'{' items_pattern [','] '}'",
  ],
  items_pattern: ["','.key_value_pattern+"],
  key_value_pattern: ["(literal_expr | attr) ':' pattern"],
  double_star_pattern: ["'**' pattern_capture_target"],
  class_pattern: [
    "name_or_attr '(' ')'",
    "name_or_attr '(' positional_patterns [','] ')'",
    "name_or_attr '(' keyword_patterns [','] ')'",
    "name_or_attr '(' positional_patterns ',' keyword_patterns [','] ')'",
    'invalid_class_pattern',
  ],
  positional_patterns: ["','.anyPattern+"],
  anyPattern: [['pattern', node('pattern')]],
  keyword_patterns: ["','.keyword_pattern+"],
  keyword_pattern: ["NAME '=' pattern"],
  invalid_match_stmt: [
    ['"match" subject_expr NEWLINE', EXPECTED_COLON],
    ['a="match" subject_expr \':\' NEWLINE !INDENT', noBlock("'match' statement")],
  ],
  invalid_case_block: [
    ['"case" patterns [guard] NEWLINE', EXPECTED_COLON],
    ['a="case" patterns [guard] \':\' NEWLINE !INDENT', noBlock("'case' statement")],
  ],
  invalid_as_pattern: [
    ['or_pattern \'as\' a="_"', at('a', "cannot use '_' as a target")],
    ["or_pattern 'as' a=expression", described('a', 'cannot use %s as pattern target')],
  ],
  invalid_class_pattern: [["name_or_attr '(' a=invalid_class_argument_pattern", positionalPattern]],
  invalid_class_argument_pattern: [
    ["[positional_patterns ','] keyword_patterns ',' a=positional_patterns", inner],
  ],
};

const EXPRESSIONS: Grammar = {
  expressions: [["a=expression b=(',' expression)* c=[',']", bareTuple]],
  'expression*': [
    'invalid_expression',
    'invalid_legacy_expression',
    ["disjunction 'if' disjunction 'else' expression", node('IfExp')],
    'disjunction',
    'lambdef',
  ],
  yield_expr: [
    ["'yield' 'from' expression", node('YieldFrom')],
    ["'yield' [star_expressions]", node('Yield')],
  ],
  star_expressions: [["a=star_expression b=(',' star_expression)* c=[',']", bareTuple]],
  'star_expression*': [["'*' a=bitwise_or", node('Starred', 'a')], 'expression'],
  star_named_expressions: [["a=','.star_named_expression+ [',']", inner]],
  star_named_expression: [["'*' a=bitwise_or", node('Starred', 'a')], 'named_expression'],
  assignment_expression: [["NAME ':=' ~ expression", node('NamedExpr')]],
  named_expression: ['assignment_expression', 'invalid_named_expression', ["a=expression !':='", inner]],
  'disjunction*': [["a=conjunction b=('or' conjunction)*", chain('BoolOp')]],
  'conjunction*': [["a=inversion b=('and' inversion)*", chain('BoolOp')]],
  'inversion*': [["'not' inversion", node('UnaryOp')], 'comparison'],
  comparison: [['a=bitwise_or b=(compare_op bitwise_or)*', comparison]],
  compare_op: [
    "'=='",
    'not_equal',
    "'<='",
    "'<'",
    "'>='",
    "'>'",
    "'not' 'in'",
    ["'in'", node('In')],
    "'is' 'not'",
    "'is'",
  ],
  not_equal: [
    ["a='!='", (captures, peg) => (Report.isNotEqual(peg, match(captures, 'a')) ? captures['a'] : null)],
  ],
  'bitwise_or*': [["a=bitwise_xor b=('|' bitwise_xor)*", chain('BinOp')]],
  'bitwise_xor*': [["a=bitwise_and b=('^' bitwise_and)*", chain('BinOp')]],
  'bitwise_and*': [["a=shift_expr b=('&' shift_expr)*", chain('BinOp')]],
  'shift_expr*': ['invalid_arithmetic', ["a=sum b=(('<<' | '>>') sum)*", chain('BinOp')]],
  'sum*': [["a=term b=(('+' | '-') term)*", chain('BinOp')]],
  'term*': ['invalid_factor', ["a=factor b=(('*' | '/' | '//' | '%' | '@') factor)*", chain('BinOp')]],
  'factor*': [["('+' | '-' | '~') factor", node('UnaryOp')], 'power'],
  power: [["await_primary '**' factor", node('BinOp')], 'await_primary'],
  'await_primary*': [["'await' primary", node('Await')], 'primary'],
  'primary*': [['a=atom b=trailer*', trailers]],
  trailer: [
    ["'.' NAME", node('Attribute')],
    ['genexp', node('Call')],
    ["'(' [arguments] ')'", node('Call')],
    ["'[' slices ']'", node('Subscript')],
  ],
  slices: ["slice !','", ["','.(slice | starred_expression)+ [',']", node('Tuple')]],
  slice: ["[expression] ':' [expression] [':' [expression]]", 'named_expression'],
  atom: [
    'NAME',
    ["'True'", node('True')],
    ["'False'", node('False')],
    ["'None'", node('None')],
    ['&(STRING | FSTRING_START | TSTRING_START) a=strings', inner],
    'NUMBER',
    ["&'(' a=(tuple | group | genexp)", inner],
    ["&'[' a=(list | listcomp)", inner],
    ["&'{' a=(dict | set | dictcomp | setcomp)", inner],
    ["'...'", node('Ellipsis')],
  ],
  group: [["'(' a=(yield_expr | named_expression) ')'", inner], 'invalid_group'],
  lambdef: [["'lambda' [lambda_params] ':' expression", node('Lambda')]],
  lambda_params: ['invalid_lambda_parameters', 'lambda_parameters'],
  ...parameterRules('lambda_', "':'"),
  lambda_star_etc: [
    'invalid_lambda_star_etc',
    "'*' lambda_param_no_default lambda_param_maybe_default* [lambda_kwds]",
    "'*' ',' lambda_param_maybe_default+ [lambda_kwds]",
    'lambda_kwds',
  ],
  lambda_kwds: ['invalid_lambda_kwds', "'**' lambda_param_no_default"],
  lambda_param: ['NAME'],
  expression_without_invalid: [
    ["disjunction 'if' disjunction 'else' expression", node('IfExp')],
    'disjunction',
    'lambdef',
  ],
  invalid_legacy_expression: [["a=NAME !'(' b=star_expressions", legacyStatement]],
  invalid_expression: [
    [
      'STRING a=(!STRING expression_without_invalid)+ STRING',
      (captures, peg) => Report.partOfString(peg, captures['a']),
    ],
    ['!(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid', missingComma],
    ["a=disjunction 'if' b=disjunction !('else' | ':')", range("expected 'else' after 'if' expression")],
    [
      "disjunction 'if' disjunction 'else' !expression",
      atNext("expected expression after 'else', but statement is given"),
    ],
    [
      "a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt",
      at('a', "expected expression before 'if', but statement is given"),
    ],
    [
      "a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE",
      range('f-string: lambda expressions are not allowed without parentheses'),
    ],
    [
      "a='lambda' [lambda_params] b=':' &TSTRING_MIDDLE",
      range('t-string: lambda expressions are not allowed without parentheses'),
    ],
  ],
  'invalid_named_expression*': [
    ["a=expression ':=' expression", described('a', 'cannot use assignment expressions with %s')],
    ["a=NAME '=' b=bitwise_or !('=' | ':=')", range(WALRUS_OR_EQUALS)],
    [
      "!(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=')",
      described('a', "cannot assign to %s here. Maybe you meant '==' instead of '='?"),
    ],
  ],
  invalid_arithmetic: [
    ["sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion", range(NOT_OPERAND)],
  ],
  invalid_factor: [["('+' | '-' | '~') a='not' b=factor", range(NOT_OPERAND)]],
  invalid_group: [
    ["'(' a=starred_expression ')'", at('a', 'cannot use starred expression here')],
    ["'(' a='**' expression ')'", at('a', 'cannot use double starred expression here')],
  ],
  ...parameterMistakes('lambda_', "':'", atLast('named arguments must follow bare *')),
};

const DISPLAYS_AND_CALLS: Grammar = {
  list: [["'[' a=[star_named_expressions] ']'", display('List')]],
  tuple: [["'(' [a=star_named_expression ',' b=[star_named_expressions]] ')'", display('Tuple')]],
  set: [["'{' star_named_expressions '}'", node('Set')]],
  dict: [["'{' [double_starred_kvpairs] '}'", node('Dict')], "'{' invalid_double_starred_kvpairs '}'"],
  double_starred_kvpairs: ["','.double_starred_kvpair+ [',']"],
  double_starred_kvpair: ["'**' bitwise_or", 'kvpair'],
  kvpair: ["expression ':' expression"],
  for_if_clauses: ['for_if_clause+'],
  for_if_clause: [
    ["'async' 'for' star_targets 'in' ~ a=disjunction b=('if' disjunction)*", clauseOf],
    ["'for' star_targets 'in' ~ a=disjunction b=('if' disjunction)*", clauseOf],
    'invalid_for_if_clause',
    'invalid_for_target',
  ],
  listcomp: [["'[' named_expression for_if_clauses ']'", node('ListComp')], 'invalid_comprehension'],
  setcomp: [["'{' named_expression for_if_clauses '}'", node('SetComp')], 'invalid_comprehension'],
  genexp: [
    ["'(' (assignment_expression | expression !':=') for_if_clauses ')'", node('GeneratorExp')],
    'invalid_comprehension',
  ],
  dictcomp: [["'{' kvpair for_if_clauses '}'", node('DictComp')], 'invalid_dict_comprehension'],
  'arguments*': ["args [','] &')'", 'invalid_arguments'],
  args: [
    ["a=','.(starred_expression | argument !'=')+ b=[',' kwargs]", callArguments],
    ['a=kwargs', callArguments],
  ],
  argument: ['assignment_expression', ["a=expression !':='", inner]],
  kwargs: [
    [
      "a=','.kwarg_or_starred+ ',' b=','.kwarg_or_double_starred+",
      (captures) => [captures['a'], captures['b']],
    ],
    "','.kwarg_or_starred+",
    "','.kwarg_or_double_starred+",
  ],
  starred_expression: [
    'invalid_starred_expression_unpacking',
    ["'*' a=expression", node('Starred', 'a')],
    'invalid_starred_expression',
  ],
  kwarg_or_starred: ['invalid_kwarg', ["NAME '=' expression", node('keyword')], 'starred_expression'],
  kwarg_or_double_starred: [
    'invalid_kwarg',
    ["NAME '=' expression", node('keyword')],
    ["'**' expression", node('unpacking')],
  ],
  invalid_comprehension: [
    [
      "('[' | '(' | '{') a=starred_expression for_if_clauses",
      at('a', 'iterable unpacking cannot be used in comprehension'),
    ],
    [
      "('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses",
      (captures, peg) => {
        const rest = captures['b'] as Match[];
        const message = 'did you forget parentheses around the comprehension target?';
        return Report.range(peg, match(captures, 'a'), rest[rest.length - 1], message);
      },
    ],
    [
      "('[' | '{') a=star_named_expression b=',' for_if_clauses",
      range('did you forget parentheses around the comprehension target?'),
    ],
  ],
  invalid_dict_comprehension: [
    [
      "'{' a='**' bitwise_or for_if_clauses '}'",
      at('a', 'dict unpacking cannot be used in dict comprehension'),
    ],
  ],
  invalid_for_if_clause: [
    [
      `${ASYNC} 'for' (bitwise_or (',' bitwise_or)* [',']) !'in'`,
      atLast("'in' expected after for-loop variables"),
    ],
  ],
  invalid_double_starred_kvpairs: [
    "','.double_starred_kvpair+ ',' invalid_kvpair",
    ["expression ':' a='*' bitwise_or", startingFrom('a', STARRED_VALUE)],
    ["expression a=':' &('}' | ',')", at('a', NO_VALUE)],
  ],
  invalid_kvpair: [
    ["a=expression !':'", afterKey],
    ["expression ':' a='*' bitwise_or", startingFrom('a', STARRED_VALUE)],
    ["expression a=':' &('}' | ',')", at('a', NO_VALUE)],
  ],
  invalid_starred_expression_unpacking: [
    ["a='*' expression '=' b=expression", range('cannot assign to iterable argument unpacking')],
  ],
  invalid_starred_expression: [["'*'", atLast('Invalid star expression')]],
  invalid_arguments: [
    [
      "((','.(starred_expression | argument !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+",
      startingFrom('a', 'iterable argument unpacking follows keyword argument unpacking'),
    ],
    ["a=expression b=for_if_clauses ',' [args | expression for_if_clauses]", UNPARENTHESIZED_GENERATOR],
    ["a=NAME b='=' expression for_if_clauses", range(WALRUS_OR_EQUALS)],
    ["[(args ',')] a=NAME b='=' &(',' | ')')", range('expected argument value expression')],
    ['a=args b=for_if_clauses', generatorInCall],
    ["args ',' a=expression b=for_if_clauses", UNPARENTHESIZED_GENERATOR],
    ["a=args ',' args", positionalAfterKeyword],
  ],
  invalid_kwarg: [
    [
      "a=('True' | 'False' | 'None') b='='",
      (captures, peg) => {
        const word = match(captures, 'a');
        return Report.range(peg, word, match(captures, 'b'), `cannot assign to ${Report.text(peg, word)}`);
      },
    ],
    ["a=NAME b='=' expression for_if_clauses", range(WALRUS_OR_EQUALS)],
    [
      "!(NAME '=') a=expression b='='",
      range('expression cannot contain assignment, perhaps you meant "=="?'),
    ],
    ["a='**' expression '=' b=expression", range('cannot assign to keyword argument unpacking')],
  ],
};

function clauseOf(captures: Captures, peg: Peg, first: number): Value {
  const conditions = (captures['b'] as Value[]).map((pair) => (pair as Value[])[1]);
  return peg.node('comprehension', first, [captures['a'], ...conditions]);
}

const TARGETS: Grammar = {
  star_targets: [["a=star_target !','", inner], "star_target (',' star_target)* [',']"],
  star_targets_list_seq: ["','.star_target+ [',']"],
  star_targets_tuple_seq: ["star_target (',' star_target)+ [',']", "star_target ','"],
  'star_target*': ["'*' (!'*' star_target)", 'target_with_star_atom'],
  'target_with_star_atom*': [
    "t_primary '.' NAME !t_lookahead",
    "t_primary '[' slices ']' !t_lookahead",
    'star_atom',
  ],
  star_atom: [
    'NAME',
    "'(' target_with_star_atom ')'",
    "'(' [star_targets_tuple_seq] ')'",
    "'[' [star_targets_list_seq] ']'",
  ],
  single_target: ['single_subscript_attribute_target', 'NAME', "'(' single_target ')'"],
  single_subscript_attribute_target: [
    "t_primary '.' NAME !t_lookahead",
    "t_primary '[' slices ']' !t_lookahead",
  ],
  't_primary*': ['atom &t_lookahead t_trailer*'],
  t_trailer: [
    "'.' NAME &t_lookahead",
    "'[' slices ']' &t_lookahead",
    'genexp &t_lookahead',
    "'(' [arguments] ')' &t_lookahead",
  ],
  t_lookahead: ["'('", "'['", "'.'"],
  del_targets: ["','.del_target+ [',']"],
  'del_target*': ["t_primary '.' NAME !t_lookahead", "t_primary '[' slices ']' !t_lookahead", 'del_t_atom'],
  del_t_atom: ['NAME', "'(' del_target ')'", "'(' [del_targets] ')'", "'[' [del_targets] ']'"],
};

/** The rules for f-strings or t-strings; `{` in the specification of either begins a field. */
function formattedRules(letter: 'f' | 't'): Grammar {
  const upper = letter.toUpperCase();
  const field = `'{' annotated_rhs ['='] [fstring_conversion] [${letter}string_full_format_spec] '}'`;
  return {
    [`${letter}string_middle`]: [`${letter}string_replacement_field`, `${upper}STRING_MIDDLE`],
    [`${letter}string_replacement_field`]: [field, `invalid_${letter}string_replacement_field`],
    [`${letter}string_full_format_spec`]: [`':' ${letter}string_format_spec*`],
    [`${letter}string_format_spec`]: [`${upper}STRING_MIDDLE`, `${letter}string_replacement_field`],
    [`${letter}string${letter === 't' ? '*' : ''}`]: [
      [
        `${upper}STRING_START ${letter}string_middle* ${upper}STRING_END`,
        node(letter === 'f' ? 'JoinedStr' : 'TemplateStr'),
      ],
    ],
  };
}

const STRINGS: Grammar = {
  ...formattedRules('f'),
  ...formattedRules('t'),
  fstring_conversion: ["'!' NAME"],
  string: [['STRING', node('Constant')]],
  'strings*': [
    'invalid_string_tstring_concat',
    ['a=(fstring | string)+', stringsNode],
    ['a=tstring+', stringsNode],
  ],
  ...fieldMistakes('f'),
  ...fieldMistakes('t'),
  invalid_string_tstring_concat: [
    ['a=(fstring | string)+ b=tstring', mixedTemplates],
    ['a=tstring+ b=(fstring | string)', mixedTemplates],
  ],
};

export const ERROR_GRAMMAR: Grammar = {
  ...MODULES,
  ...SIMPLE_STATEMENTS,
  ...COMPOUND_STATEMENTS,
  ...PATTERNS,
  ...EXPRESSIONS,
  ...DISPLAYS_AND_CALLS,
  ...TARGETS,
  ...STRINGS,
};
