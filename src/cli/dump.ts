// `--dump`: what each stage of the compiler makes of a program.
import { compileSource, lowerTree } from '../compiler/compile.ts';
import { dumpTokens, dumpTree } from '../syntax/dump.ts';
import { parseModule } from '../syntax/parser.ts';

/** The text of one stage. Throws PythonSyntaxError. */
export function dumpStage(stage: string, source: string, filename: string): string {
  switch (stage) {
    case 'tokens':
      return ended(dumpTokens(source));
    case 'ast':
      return ended(dumpTree(parseModule(source, filename).tree, { indent: 2 }));
    case 'ir':
      return dumpIr(source, filename);
    default:
      return ended(compileSource(source, filename).text);
  }
}

/** One code object after the other: its name, then its statements, nested ones indented. */
function dumpIr(source: string, filename: string): string {
  const { codes } = lowerTree(parseModule(source, filename).tree, filename);
  return codes
    .map((code) => `${code.qualname} (${code.kind})\n${irLines(code.body, 1).join('\n')}\n`)
    .join('\n');
}

type Row = Record<string, unknown>;

function irLines(body: readonly object[], depth: number): string[] {
  const pad = '  '.repeat(depth);
  return body.flatMap((ir) => {
    const { op, ...rest } = ir as Row;
    const fields: string[] = [];
    const nested: string[] = [];
    for (const [key, value] of Object.entries(rest)) {
      if (Array.isArray(value)) nested.push(`${pad}  ${key}:`, ...irLines(value as object[], depth + 2));
      else if (key === 'position') fields.push(`line ${(value as { lineno: number }).lineno}`);
      else if (value !== null && key !== 'point') fields.push(`${key}: ${String(value)}`);
    }
    return [`${pad}${String(op)}  ${fields.join(', ')}`, ...nested];
  });
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : text + '\n';
}
