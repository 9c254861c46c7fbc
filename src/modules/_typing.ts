// _typing: what the module typing takes from the interpreter. The classes are objects/type-params.ts and objects/union.ts.
import type { Result, Value } from '../objects/object.ts';
import {
  genericType,
  NoDefault,
  paramSpecArgsType,
  paramSpecKwargsType,
  paramSpecType,
  typeAliasType,
  typeVarTupleType,
  typeVarType,
} from '../objects/type-params.ts';
import { unionType } from '../objects/union.ts';
import type { NativeModule } from './native-module.ts';

export const _typingModule: NativeModule = {
  name: '_typing',
  doc: 'Primitives and accelerators for the typing module.\n',
  functions: { _idfunc: ['(x, /)', (x: Value): Result => x] },
  attributes: () => ({
    TypeVar: typeVarType,
    TypeVarTuple: typeVarTupleType,
    ParamSpec: paramSpecType,
    ParamSpecArgs: paramSpecArgsType,
    ParamSpecKwargs: paramSpecKwargsType,
    TypeAliasType: typeAliasType,
    Generic: genericType,
    Union: unionType,
    NoDefault,
  }),
};
