// The values of attributes and entities: references in them are replaced by what they stand for, without recursion.
import { type Entity, predefined, referredCharacter } from './dtd.ts';
import { XmlError } from './errors.ts';
import { Reader } from './reader.ts';
import * as T from './tokens.ts';

const PLAIN = /^[^&<\t\n\r]*$/;

/** A text in which a value is read: the document, or an entity it refers to. */
interface Part {
  readonly text: string;
  at: number;
  readonly end: number;
  readonly entity: Entity | null;
}

export abstract class ValueReader extends Reader {
  /** The entity that is being declared; null: none, or one that is declared already. */
  declared: Entity | null = null;

  /**
   * The value of an attribute that stands in the innermost text.
   * @param inProlog it is a default value
   */
  protected attributeValue(start: number, end: number, isCdata: boolean, inProlog: boolean): string {
    const { text } = this.source;
    const written = text.slice(start, end);
    if (isCdata && PLAIN.test(written)) return written;
    let value = '';
    const parts: Part[] = [{ text, at: start, end, entity: null }];
    const { scanner } = this;
    const addSpace = (): void => {
      if (isCdata || (value !== '' && !value.endsWith(' '))) value += ' ';
    };
    for (let part = parts[0]; part !== undefined; part = parts[parts.length - 1]) {
      scanner.load(part.text, part.end);
      const { at, entity } = part;
      const token = scanner.attributeValue(at);
      if (token === T.NONE) {
        if (entity !== null) entity.isOpen = false;
        parts.pop();
        continue;
      }
      const point = (place: number): void => {
        if (entity === null) this.blame(place);
      };
      part.at = scanner.next;
      if (entity !== null) this.account(scanner.next - at, false);
      switch (token) {
        case T.INVALID:
          point(scanner.next);
          throw new XmlError('INVALID_TOKEN');
        case T.PARTIAL:
          point(at);
          throw new XmlError('INVALID_TOKEN');
        case T.CHAR_REF: {
          const character = referredCharacter(part.text.slice(at + 2, scanner.next - 1));
          if (character === undefined) {
            point(at);
            throw new XmlError('BAD_CHAR_REF');
          }
          if (character === ' ') addSpace();
          else value += character;
          break;
        }
        case T.DATA_CHARS:
          value += part.text.slice(at, scanner.next);
          break;
        case T.ENTITY_REF: {
          const name = part.text.slice(at + 1, scanner.next - 1);
          const character = predefined(name);
          if (character !== undefined) value += character;
          else {
            const referred = this.referredInValue(name, inProlog, () => point(at));
            if (referred !== null) {
              referred.isOpen = true;
              parts.push({ text: referred.text!, at: 0, end: referred.text!.length, entity: referred });
            }
          }
          break;
        }
        default:
          addSpace();
      }
    }
    return isCdata || !value.endsWith(' ') ? value : value.slice(0, -1);
  }

  /** The entity to which the value of an attribute refers; null for one that is skipped. */
  private referredInValue(name: string, inProlog: boolean, point: () => void): Entity | null {
    const { dtd } = this;
    const entity = dtd.generalEntities.get(name);
    const mustBeDeclared = inProlog
      ? this.prolog.isDocument && (dtd.isStandalone ? this.inDocument : !dtd.hasParameterReferences)
      : !dtd.hasParameterReferences || dtd.isStandalone;
    if (mustBeDeclared) {
      if (entity === undefined) throw new XmlError('UNDEFINED_ENTITY');
      if (!entity.isInternal) throw new XmlError('ENTITY_DECLARED_IN_PE');
    } else if (entity === undefined) return null;
    const wrong = entity.isOpen
      ? 'RECURSIVE_ENTITY_REF'
      : entity.notation !== null
        ? 'BINARY_ENTITY_REF'
        : entity.text === null
          ? 'ATTRIBUTE_EXTERNAL_ENTITY_REF'
          : null;
    if (wrong === null) return entity;
    point();
    throw new XmlError(wrong);
  }

  /** The value of an entity that stands in the innermost text, and what is wrong behind that. */
  protected entityValue(start: number, end: number): { value: string; wrong: XmlError | null } {
    let value = '';
    const parts: Part[] = [{ text: this.source.text, at: start, end, entity: null }];
    const { scanner, dtd } = this;
    for (let part = parts[0]; part !== undefined; part = parts[parts.length - 1]) {
      scanner.load(part.text, part.end);
      const { at, entity } = part;
      const token = scanner.entityValue(at);
      if (token === T.NONE) {
        if (entity !== null) entity.isOpen = false;
        parts.pop();
        continue;
      }
      const wrong = (error: string, place: number): { value: string; wrong: XmlError } => {
        if (entity === null) this.pointAt(place);
        return { value, wrong: new XmlError(error) };
      };
      part.at = scanner.next;
      if (entity !== null) this.account(scanner.next - at, false);
      switch (token) {
        case T.PARAM_ENTITY_REF: {
          // In the internal subset there are none inside of declarations.
          if (!this.isParameterEntity && this.inDocument && entity === null)
            return wrong('PARAM_ENTITY_REF', at);
          const referred = dtd.parameterEntities.get(part.text.slice(at + 1, scanner.next - 1));
          if (referred === undefined) {
            dtd.keepProcessing = dtd.isStandalone;
            return { value, wrong: null };
          }
          if (referred.isOpen || referred === this.declared) return wrong('RECURSIVE_ENTITY_REF', start);
          if (referred.text === null) dtd.keepProcessing = dtd.isStandalone;
          else {
            referred.isOpen = true;
            parts.push({ text: referred.text, at: 0, end: referred.text.length, entity: referred });
          }
          break;
        }
        case T.ENTITY_REF:
        case T.DATA_CHARS:
          value += part.text.slice(at, scanner.next);
          break;
        case T.CHAR_REF: {
          const character = referredCharacter(part.text.slice(at + 2, scanner.next - 1));
          if (character === undefined) return wrong('BAD_CHAR_REF', at);
          value += character;
          break;
        }
        case T.PARTIAL:
          return wrong('INVALID_TOKEN', at);
        case T.INVALID:
          return wrong('INVALID_TOKEN', scanner.next);
        default:
          value += '\n';
      }
    }
    return { value, wrong: null };
  }
}
