// The parameters of `def` and `lambda`.

import * as A from './ast.ts';
import type { Expr } from './ast.ts';
import { PARSE_FAILURE } from './cursor.ts';
import { DisplayParser } from './displays.ts';
import * as T from './tokens.ts';

export abstract class ParameterParser extends DisplayParser {
  protected abstract star_expression(): Expr;

  /**
   * ```
   * parameters: positional parameters, those before '/' first; those with defaults last; then star_etc
   * star_etc:   '*' param_no_default param_maybe_default* [kwds] | '*' ',' param_maybe_default+ [kwds] | kwds
   * kwds:       '**' param_no_default
   * ```
   * Up to but not including `close`; `annotated` for `def`, whose parameters may have annotations.
   */
  protected parameters(close: number, annotated: boolean): A.Arguments {
    const result = new A.Arguments([], [], null, [], [], null, []);
    let slash = false;
    while (this.kind !== close) {
      if (this.kind === T.STAR) {
        this.star_etc(result, close, annotated);
        break;
      }
      if (this.accept(T.DOUBLESTAR)) {
        this.kwds(result, close, annotated);
        break;
      }
      if (this.accept(T.SLASH)) {
        if (slash || result.args.length === 0) throw PARSE_FAILURE;
        slash = true;
        result.posonlyargs = result.args;
        result.args = [];
      } else {
        result.args.push(this.param(annotated));
        if (this.accept(T.EQUAL)) result.defaults.push(this.expression());
        else if (result.defaults.length > 0) throw PARSE_FAILURE;
        if (this.endsParameter(result.args.at(-1)!, close, annotated)) continue;
      }
      if (this.kind !== close) this.expect(T.COMMA);
    }
    if (slash) this.needs(8, 'Positional-only parameters are');
    return result;
  }

  /** `',' [TYPE_COMMENT] | [TYPE_COMMENT] &')'`; whether there was a comma. */
  private endsParameter(parameter: A.Arg, close: number, annotated: boolean): boolean {
    const comma = this.accept(T.COMMA);
    if (annotated && (comma || this.kinds[this.at + 1] === close))
      parameter.type_comment = this.typeComment();
    return comma;
  }

  private star_etc(result: A.Arguments, close: number, annotated: boolean): void {
    this.advance();
    if (this.kind === T.COMMA) {
      const next = this.kinds[this.at + 1];
      if (next !== T.NAME) throw PARSE_FAILURE;
    } else {
      result.vararg = this.param(annotated, true);
      if (this.kind === T.EQUAL) throw PARSE_FAILURE;
    }
    let comma =
      result.vararg === null ? this.accept(T.COMMA) : this.endsParameter(result.vararg, close, annotated);
    while (this.kind !== close) {
      if (!comma) throw PARSE_FAILURE;
      if (this.accept(T.DOUBLESTAR)) return this.kwds(result, close, annotated);
      const parameter = this.param(annotated);
      result.kwonlyargs.push(parameter);
      result.kw_defaults.push(this.accept(T.EQUAL) ? this.expression() : null);
      comma = this.endsParameter(parameter, close, annotated);
    }
  }

  private kwds(result: A.Arguments, close: number, annotated: boolean): void {
    result.kwarg = this.param(annotated);
    this.endsParameter(result.kwarg, close, annotated);
    if (this.kind !== close) throw PARSE_FAILURE;
  }

  /**
   * ```
   * param:                  NAME [':' expression]
   * param_star_annotation:  NAME ':' star_expression
   * lambda_param:           NAME
   * ```
   */
  private param(annotated: boolean, starred = false): A.Arg {
    const start = this.at;
    const name = this.identifier();
    let annotation: Expr | null = null;
    if (annotated && this.accept(T.COLON)) annotation = starred ? this.star_expression() : this.expression();
    return new A.Arg(
      name,
      annotation,
      null,
      this.lines[start],
      this.columns[start],
      this.endLine(),
      this.endColumn(),
    );
  }
}
