// @ts-check

// The declared types of the fields of classes, out of the sources, for pickles: what a pickle says of a field has to be of its type
// (src/stackless/pickling/field-types.ts reads what is written here).
//
// A class is a text of `name:type` for each field, with `?` behind the name of one that may be missing. A type is a row of alternatives:
//
//   v  a value of Python     s  string     g  bigint     b  boolean  n  null   u  undefined   y  STOP   f  a function   o  any object
//   i  number: an integer    c  Size: one from 0 on      p  Place: one from -1 on            r  Real: any number   (machine/numbers.ts)
//   "x", 5, true  themselves                     [t]  an array of t                          @file:Name  an instance of that class
//   {name:t,...}  an object of which these properties are looked at, if it is of no class
//
// and nothing is written for what is beyond that, which is not looked at.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** Names of the host's, and what a value of Python or the result of an operation is made of. */
const KNOWN = new Map(
  Object.entries({
    Value: 'v',
    Abrupt: 'n',
    Stop: 'y',
    Size: 'c',
    Place: 'p',
    Real: 'r',
    Uint8Array: '@Uint8Array',
    Uint32Array: '@Uint32Array',
    Map: '@Map',
    ReadonlyMap: '@Map',
    Set: '@Set',
    ReadonlySet: '@Set',
  }),
);

/** @type {Map<string, SourceFile | null>} */
const files = new Map();

/** What a file declares at its top level, and where its other names come from. */
class SourceFile {
  /** @type {Map<string, ts.Statement>} */
  declared = new Map();
  /** @type {Map<string, { file: string, name: string }>} */
  imported = new Map();

  /**
   * @param {string} source the folder of the sources
   * @param {string} file
   */
  constructor(source, file) {
    const tree = ts.createSourceFile(file, readFileSync(join(source, file), 'utf8'), ts.ScriptTarget.Latest);
    for (const statement of tree.statements) {
      if (ts.isImportDeclaration(statement)) this.addImports(file, statement);
      else if (ts.isVariableStatement(statement))
        for (const { name } of statement.declarationList.declarations)
          if (ts.isIdentifier(name) && !this.declared.has(name.text)) this.declared.set(name.text, statement);
      if (
        ts.isClassDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement)
      )
        if (statement.name !== undefined) this.addType(statement.name.text, statement);
    }
  }

  /**
   * The type of a constructor function has its name (`plainConstructor`): the function is what instances are of.
   * @param {string} name
   * @param {ts.Statement} statement
   */
  addType(name, statement) {
    if (!this.declared.has(name)) this.declared.set(name, statement);
  }

  /**
   * @param {string} file
   * @param {ts.ImportDeclaration} statement
   */
  addImports(file, { importClause, moduleSpecifier }) {
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return;
    const path = join(dirname(file), /** @type {ts.StringLiteral} */ (moduleSpecifier).text);
    for (const { name, propertyName } of bindings.elements)
      this.imported.set(name.text, { file: path, name: (propertyName ?? name).text });
  }
}

/**
 * @param {string} source
 * @param {string} file
 * @returns {SourceFile | null}
 */
function fileOf(source, file) {
  let found = files.get(file);
  if (found === undefined) {
    found = existsSync(join(source, file)) ? new SourceFile(source, file) : null;
    files.set(file, found);
  }
  return found;
}

/** Writes types down, as seen from one file. */
class Writer {
  /**
   * @param {string} source
   * @param {string} file
   * @param {ReadonlyMap<string, ts.TypeNode | undefined>} parameters those of the class, with what they extend
   * @param {number} depth how many names have been followed
   */
  constructor(source, file, parameters, depth = 0) {
    this.source = source;
    this.file = file;
    this.parameters = parameters;
    this.depth = depth;
  }

  /**
   * Empty for what is not looked at.
   * @param {ts.TypeNode | undefined} type
   * @returns {string}
   */
  write(type) {
    if (type === undefined || this.depth > 9) return '';
    switch (type.kind) {
      case ts.SyntaxKind.NumberKeyword:
        return 'i';
      case ts.SyntaxKind.StringKeyword:
        return 's';
      case ts.SyntaxKind.BigIntKeyword:
        return 'g';
      case ts.SyntaxKind.BooleanKeyword:
        return 'b';
      case ts.SyntaxKind.UndefinedKeyword:
      case ts.SyntaxKind.VoidKeyword:
        return 'u';
      case ts.SyntaxKind.ObjectKeyword:
        return 'o';
    }
    if (ts.isParenthesizedTypeNode(type)) return this.write(type.type);
    if (ts.isTypeOperatorNode(type))
      return type.operator === ts.SyntaxKind.ReadonlyKeyword ? this.write(type.type) : '';
    if (ts.isFunctionTypeNode(type)) return 'f';
    if (ts.isArrayTypeNode(type)) return `[${this.write(type.elementType)}]`;
    if (ts.isTupleTypeNode(type)) return '[]';
    if (ts.isTypeLiteralNode(type)) return this.record(type.members);
    if (ts.isLiteralTypeNode(type)) return literal(type.literal);
    if (ts.isUnionTypeNode(type)) {
      const parts = type.types.map((part) => this.write(part));
      return parts.includes('') ? '' : [...new Set(parts)].join('|');
    }
    return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)
      ? this.named(type.typeName.text)
      : '';
  }

  /**
   * An object that is described by its properties.
   * @param {ts.NodeArray<ts.TypeElement>} members
   */
  record(members) {
    if (this.depth > RECORD_DEPTH) return 'o';
    const inner = new Writer(this.source, this.file, this.parameters, this.depth + 1);
    const properties = [];
    for (const member of members) {
      if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) continue;
      const type = inner.write(member.type);
      const mayMiss = member.questionToken !== undefined;
      if (type !== '') properties.push(`${member.name.text}:${mayMiss && type !== 'u' ? `${type}|u` : type}`);
    }
    return properties.length === 0 ? 'o' : `{${properties.join(',')}}`;
  }

  /**
   * The type of a field that has none but its first value.
   * @param {ts.Expression | undefined} value
   */
  ofValue(value) {
    if (value === undefined) return '';
    if (ts.isNumericLiteral(value) || ts.isPrefixUnaryExpression(value)) return 'i';
    if (ts.isStringLiteral(value)) return 's';
    if (ts.isNewExpression(value) && ts.isIdentifier(value.expression))
      return this.named(value.expression.text);
    return value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword ? 'b' : '';
  }

  /** @param {string} name */
  named(name) {
    if (this.parameters.has(name)) return this.write(this.parameters.get(name));
    const known = KNOWN.get(name);
    if (known !== undefined) return known;
    const from = fileOf(this.source, this.file)?.imported.get(name) ?? { file: this.file, name };
    const declaration = fileOf(this.source, from.file)?.declared.get(from.name);
    if (declaration === undefined) return '';
    if (ts.isTypeAliasDeclaration(declaration)) {
      if (declaration.typeParameters !== undefined) return '';
      return new Writer(this.source, from.file, new Map(), this.depth + 1).write(declaration.type);
    }
    if (ts.isInterfaceDeclaration(declaration))
      return new Writer(this.source, from.file, new Map(), this.depth + 1).record(declaration.members);
    return `@${from.file.slice(0, -'.ts'.length)}:${from.name}`;
  }
}

/** How many names are followed to the properties of a record. */
const RECORD_DEPTH = 4;

/** @param {ts.LiteralTypeNode['literal']} node */
function literal(node) {
  if (node.kind === ts.SyntaxKind.NullKeyword) return 'n';
  if (node.kind === ts.SyntaxKind.TrueKeyword) return 'true';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'false';
  if (ts.isNumericLiteral(node)) return node.text;
  if (ts.isStringLiteral(node)) return /^\w+$/.test(node.text) ? JSON.stringify(node.text) : 's';
  return '';
}

/**
 * The fields of one class.
 * @param {string} source
 * @param {string} file
 * @param {ts.ClassDeclaration} declaration
 */
function fieldsOf(source, file, declaration) {
  const parameters = new Map((declaration.typeParameters ?? []).map((p) => [p.name.text, p.constraint]));
  const writer = new Writer(source, file, parameters);
  const fields = [];
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member) || !ts.isIdentifier(member.name)) continue;
    const modifiers = (member.modifiers ?? []).map(({ kind }) => kind);
    if (modifiers.includes(ts.SyntaxKind.StaticKeyword)) continue;
    const mayMiss =
      member.questionToken !== undefined ||
      member.exclamationToken !== undefined ||
      modifiers.includes(ts.SyntaxKind.DeclareKeyword) ||
      modifiers.includes(ts.SyntaxKind.AbstractKeyword);
    const type = member.type === undefined ? writer.ofValue(member.initializer) : writer.write(member.type);
    fields.push(`${member.name.text}${mayMiss ? '?' : ''}:${type}`);
  }
  return fields.join(' ');
}

/**
 * The fields of the classes of a file, by their names, as the text of an object.
 * @param {string} source the folder of the sources
 * @param {string} path of the file
 */
export function fieldTypes(source, path) {
  const file = relative(source, path).replaceAll('\\', '/');
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, declaration] of fileOf(source, file)?.declared ?? []) {
    if (!ts.isClassDeclaration(declaration)) continue;
    const fields = fieldsOf(source, file, declaration);
    if (fields !== '') found[name] = fields;
  }
  return JSON.stringify(found);
}
