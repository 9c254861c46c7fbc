// None, Ellipsis and NotImplemented: classes with one instance each.
import { PyObject, type Result } from './object.ts';
import { builtinType } from './type.ts';

export class NoneType extends PyObject {}
export class EllipsisType extends PyObject {}
export class NotImplementedType extends PyObject {}

export const noneType = builtinType('NoneType', NoneType, {
  final: true,
  doc: 'The type of the None singleton.',
});
export const ellipsisType = builtinType('ellipsis', EllipsisType, {
  final: true,
  doc: 'The type of the Ellipsis singleton.',
});
export const notImplementedType = builtinType('NotImplementedType', NotImplementedType, {
  final: true,
  doc: 'The type of the NotImplemented singleton.',
});

export const None = new NoneType();
export const Ellipsis = new EllipsisType();
export const NotImplemented = new NotImplementedType();

/** What a statement-like operation, which gives nothing when it has been done, is to its caller: None, or ABRUPT. */
export function orNone(result: Result | void): Result {
  return result === undefined ? None : result;
}
