// _opcode: facts about CPython 3.14's instructions, for the modules opcode and dis. Code here is compiled to JavaScript and
// has none of these instructions; what dis knows about them is told all the same.
import { typeErrorOf } from '../objects/class-layout.ts';
import { CodeObject } from '../objects/code.ts';
import { newException, runtimeErrorType, valueErrorType } from '../objects/exception.ts';
import { converted } from '../objects/conversion.ts';
import { intOf } from '../objects/int.ts';
import { PyList } from '../objects/list.ts';
import { None } from '../objects/none.ts';
import type { Implementation } from '../objects/native.ts';
import type { Result, Value } from '../objects/object.ts';
import { PyTuple } from '../objects/tuple.ts';
import { typeOf } from '../objects/typeof.ts';
import type { NativeModule } from './native-module.ts';

/** A set of opcodes from text such as `0-5 8`. */
function opcodes(text: string): Set<number> {
  const result = new Set<number>();
  for (const range of text.split(' ')) {
    const [first, last] = range.split('-').map(Number) as [number, number | undefined];
    for (let opcode = first; opcode <= (last ?? first); opcode++) result.add(opcode);
  }
  return result;
}

const KINDS: Record<string, Set<number>> = {
  is_valid: opcodes('0-120 128-211 234-266'),
  has_arg: opcodes(
    '44-120 128 143-153 155-195 197 200 209-211 237 239 241-245 247-251 253 255 257-261 263-266',
  ),
  has_const: opcodes('82 190-191'),
  has_name: opcodes('61 64-65 72-73 80 91-93 96 110 115-116 179 189 194-195 200 249'),
  has_jump: opcodes('68 70 75-77 100-103 106 172-176 237 248 257-260'),
  has_free: opcodes('62 90 97 111'),
  has_local: opcodes('3 63 83-89 112-114 261 266'),
  has_exc: opcodes('263-265'),
};

/** By how much an instruction changes the height of the stack, where that does not depend on its argument. */
const FIXED_EFFECTS = new Map<number, number>();
const EFFECTS: [effect: number, opcodes: string][] = [
  [-4, '37'],
  [-3, '4 38 252'],
  [-2, '1 8 68 98-99 110 114 248'],
  [
    -1,
    '2 7 9-11 13 20 29-31 44 54 56-57 61 66-67 73-74 78-79 100-103 105 107-109 111-112 115-116 234-236 241-244 266',
  ],
  [
    0,
    '0 5-6 12 14 16-17 19 23 27-28 35-36 39-42 53 58 60 62-65 69 71 75-77 90-91 97 106 113 117 120 128 238-240 245-247 253-260 262',
  ],
  [1, '15 18 21-22 24-26 32-34 43 59 70 72 81-86 88 93-95 237 261'],
  [2, '87 89'],
];
for (const [effect, text] of EFFECTS) for (const opcode of opcodes(text)) FIXED_EFFECTS.set(opcode, effect);

type Effect = (oparg: number, jump: boolean) => number;
const pushesOne: Effect = (n) => 1 - n;
const call: Effect = (n) => -1 - n;
const callKw: Effect = (n) => -2 - n;
const loadSuperAttr: Effect = (n) => -2 + (n & 1);

/** The same where it does, by the argument and whether the instruction jumps. */
const EFFECTS_BY_ARGUMENT = new Map<number, Effect>([
  [45, (n) => -1 - (n & 1)], // BUILD_INTERPOLATION
  [46, pushesOne], // BUILD_LIST
  [47, (n) => 1 - 2 * n], // BUILD_MAP
  [48, pushesOne], // BUILD_SET
  [49, pushesOne], // BUILD_SLICE
  [50, pushesOne], // BUILD_STRING
  [51, pushesOne], // BUILD_TUPLE
  [52, call], // CALL
  [55, callKw], // CALL_KW
  [80, (n) => n & 1], // LOAD_ATTR
  [92, (n) => 1 + (n & 1)], // LOAD_GLOBAL
  [96, loadSuperAttr], // LOAD_SUPER_ATTR
  [104, (n) => -n], // RAISE_VARARGS
  [118, (n) => (n & 0xff) + (n >> 8)], // UNPACK_EX
  [119, (n) => n - 1], // UNPACK_SEQUENCE
  [249, loadSuperAttr], // INSTRUMENTED_LOAD_SUPER_ATTR
  [250, call], // INSTRUMENTED_CALL
  [251, callKw], // INSTRUMENTED_CALL_KW
  [263, (_, jump) => (jump ? 2 : 0)], // SETUP_CLEANUP
  [264, (_, jump) => (jump ? 1 : 0)], // SETUP_FINALLY
  [265, (_, jump) => (jump ? 1 : 0)], // SETUP_WITH
]);

function _opcode_stack_effect(opcode: Value, oparg: Value = None, jump: Value = None): Result {
  if (intOf(opcode) === undefined || (oparg !== None && intOf(oparg) === undefined)) {
    return converted(_opcode_stack_effect, [opcode, oparg, jump], ['index', 'optional', null]);
  }
  if (jump !== None && typeof jump !== 'boolean') {
    throw newException(valueErrorType, 'stack_effect: jump must be False, True or None');
  }
  const n = Number(intOf(opcode));
  const argument = oparg === None ? 0 : Number(intOf(oparg));
  const effect = FIXED_EFFECTS.get(n) ?? EFFECTS_BY_ARGUMENT.get(n)?.(argument, jump !== false);
  if (effect === undefined) throw newException(valueErrorType, 'invalid opcode or oparg');
  return effect;
}

function memberOf(kind: string): Implementation {
  const test = (opcode: Value): Result => {
    const n = intOf(opcode);
    return n === undefined ? converted(test, [opcode], ['index']) : KINDS[kind]!.has(Number(n));
  };
  return test;
}

function _opcode_get_executor(code: Value, offset: Value): Result {
  if (!(code instanceof CodeObject)) throw typeErrorOf(`expected a code object, not '${typeOf(code).name}'`);
  if (intOf(offset) === undefined) return converted(_opcode_get_executor, [code, offset], [null, 'index']);
  throw newException(runtimeErrorType, 'Executors are not available in this build');
}

const OPERATORS =
  'ADD + AND & FLOOR_DIVIDE // LSHIFT << MATRIX_MULTIPLY @ MULTIPLY * REMAINDER % OR | POWER ** RSHIFT >> SUBTRACT - TRUE_DIVIDE / XOR ^';

/** The operators that BINARY_OP's argument numbers. */
function _opcode_get_nb_ops(): Result {
  const words = OPERATORS.split(' ');
  const pairs: Value[] = [];
  for (const [prefix, suffix] of [
    ['NB_', ''],
    ['NB_INPLACE_', '='],
  ] as const) {
    for (let i = 0; i < words.length; i += 2)
      pairs.push(new PyTuple([prefix + words[i]!, words[i + 1]! + suffix]));
  }
  pairs.push(new PyTuple(['NB_SUBSCR', '[]']));
  return new PyList(pairs);
}

const INTRINSICS_1 =
  'INVALID PRINT IMPORT_STAR STOPITERATION_ERROR ASYNC_GEN_WRAP UNARY_POSITIVE LIST_TO_TUPLE TYPEVAR PARAMSPEC TYPEVARTUPLE ' +
  'SUBSCRIPT_GENERIC TYPEALIAS';
const INTRINSICS_2 =
  'INVALID PREP_RERAISE_STAR TYPEVAR_WITH_BOUND TYPEVAR_WITH_CONSTRAINTS SET_FUNCTION_TYPE_PARAMS SET_TYPEPARAM_DEFAULT';

/** The names of intrinsics; the first, which is none, has the number of arguments in its name. */
function intrinsicNames(text: string, count: number): PyList {
  return new PyList(
    text.split(' ').map((name) => (name === 'INVALID' ? `INTRINSIC_${count}_${name}` : `INTRINSIC_${name}`)),
  );
}

export const _opcodeModule: NativeModule = {
  name: '_opcode',
  doc: 'Opcode support module.',
  functions: {
    stack_effect: ['(opcode, oparg=None, /, *, jump=None)', _opcode_stack_effect],
    ...Object.fromEntries(
      Object.keys(KINDS).map((kind) => [kind, ['(opcode)', memberOf(kind)] as [string, Implementation]]),
    ),
    get_executor: ['(code, offset)', _opcode_get_executor],
    get_specialization_stats: ['()', (): Result => None],
    get_nb_ops: ['()', _opcode_get_nb_ops],
    get_intrinsic1_descs: ['()', (): Result => intrinsicNames(INTRINSICS_1, 1)],
    get_intrinsic2_descs: ['()', (): Result => intrinsicNames(INTRINSICS_2, 2)],
    get_special_method_names: [
      '()',
      (): Result => new PyList(['__enter__', '__exit__', '__aenter__', '__aexit__']),
    ],
  },
  attributes: () => ({ ENABLE_SPECIALIZATION: false, ENABLE_SPECIALIZATION_FT: false }),
};
