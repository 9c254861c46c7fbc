// What the tokens of a prolog mean where they stand: the grammar of document type declarations, as an automaton. Each state is a
// table from tokens, or from a keyword (for DECL_OPEN, names and `#names`), to the role of the token and the state behind it.
import * as T from './tokens.ts';

export type Role =
  | 'error'
  | 'none'
  | 'xmlDecl'
  | 'textDecl'
  | 'instanceStart'
  | 'doctypeNone'
  | 'doctypeName'
  | 'doctypeSystemId'
  | 'doctypePublicId'
  | 'doctypeInternalSubset'
  | 'doctypeClose'
  | 'generalEntityName'
  | 'paramEntityName'
  | 'entityNone'
  | 'entityValue'
  | 'entitySystemId'
  | 'entityPublicId'
  | 'entityComplete'
  | 'entityNotationName'
  | 'notationNone'
  | 'notationName'
  | 'notationSystemId'
  | 'notationNoSystemId'
  | 'notationPublicId'
  | 'attlistNone'
  | 'attlistElementName'
  | 'attributeName'
  | 'attributeType'
  | 'attributeEnumValue'
  | 'attributeNotationValue'
  | 'impliedValue'
  | 'requiredValue'
  | 'defaultValue'
  | 'fixedValue'
  | 'elementNone'
  | 'elementName'
  | 'contentAny'
  | 'contentEmpty'
  | 'contentPcdata'
  | 'groupOpen'
  | 'groupClose'
  | 'groupChoice'
  | 'groupSequence'
  | 'contentElement'
  | 'pi'
  | 'comment'
  | 'paramEntityRef'
  | 'innerParamEntityRef'
  | 'ignoreSection';

/** Behind a declaration: the internal or the external subset. */
const TOP = 'top';

type Step = readonly [role: Role, next: string];
interface State {
  /** The role of what has none in this state. */
  readonly none: Role;
  readonly steps: ReadonlyMap<number | string, Step>;
}

const TOKENS: Record<string, number[]> = {
  name: [T.NAME_TOKEN],
  anyName: [T.NAME_TOKEN, T.PREFIXED_NAME],
  nmtoken: [T.NMTOKEN, T.NAME_TOKEN, T.PREFIXED_NAME],
  literal: [T.LITERAL],
  '>': [T.DECL_CLOSE],
  '[': [T.OPEN_BRACKET],
  ']': [T.CLOSE_BRACKET],
  '(': [T.OPEN_PAREN],
  ')': [T.CLOSE_PAREN],
  ')*': [T.CLOSE_PAREN_ASTERISK],
  ')?': [T.CLOSE_PAREN_QUESTION],
  ')+': [T.CLOSE_PAREN_PLUS],
  '|': [T.OR],
  ',': [T.COMMA],
  '%': [T.PERCENT],
  reference: [T.PARAM_ENTITY_REF],
  particle: [T.NAME_TOKEN, T.PREFIXED_NAME, T.NAME_QUESTION, T.NAME_ASTERISK, T.NAME_PLUS],
  pi: [T.PI],
  comment: [T.COMMENT],
  xmlDecl: [T.XML_DECL],
  space: [T.PROLOG_S],
  instance: [T.INSTANCE_START],
};

/** A state from lines `token role next-state`; what is no token's name is a keyword. */
function state(none: Role, lines: string): State {
  const steps = new Map<number | string, Step>();
  steps.set(T.PROLOG_S, [none, '']);
  for (const line of lines.split(';')) {
    const [what, role, next] = line.trim().split(' ') as [string, Role, string | undefined];
    for (const key of TOKENS[what] ?? [what]) steps.set(key, [role, next ?? '']);
  }
  return { none, steps };
}

const PROLOG =
  'pi pi prolog1; comment comment prolog1; <!DOCTYPE doctypeNone doctype0; instance instanceStart error';
const SUBSET =
  '<!ENTITY entityNone entity0; <!ATTLIST attlistNone attlist0; <!ELEMENT elementNone element0; <!NOTATION notationNone notation0; ' +
  'pi pi; comment comment; reference paramEntityRef; ] doctypeNone doctype5';
const TYPES = ['CDATA', 'ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS'];

const STATES: Record<string, State> = {
  prolog0: state('none', `xmlDecl xmlDecl prolog1; space none prolog1; ${PROLOG}`),
  prolog1: state('none', PROLOG),
  prolog2: state('none', 'pi pi; comment comment; instance instanceStart error'),
  doctype0: state('doctypeNone', 'anyName doctypeName doctype1'),
  doctype1: state(
    'doctypeNone',
    '[ doctypeInternalSubset internalSubset; > doctypeClose prolog2; SYSTEM doctypeNone doctype3; PUBLIC doctypeNone doctype2',
  ),
  doctype2: state('doctypeNone', 'literal doctypePublicId doctype3'),
  doctype3: state('doctypeNone', 'literal doctypeSystemId doctype4'),
  doctype4: state('doctypeNone', '[ doctypeInternalSubset internalSubset; > doctypeClose prolog2'),
  doctype5: state('doctypeNone', '> doctypeClose prolog2'),
  internalSubset: state('none', SUBSET),
  externalSubset: state('none', SUBSET.replace('; ] doctypeNone doctype5', '')),
  entity0: state('entityNone', '% entityNone entity1; name generalEntityName entity2'),
  entity1: state('entityNone', 'name paramEntityName entity7'),
  entity2: state(
    'entityNone',
    'SYSTEM entityNone entity4; PUBLIC entityNone entity3; literal entityValue entityClose',
  ),
  entity3: state('entityNone', 'literal entityPublicId entity4'),
  entity4: state('entityNone', 'literal entitySystemId entity5'),
  entity5: state('entityNone', `> entityComplete ${TOP}; NDATA entityNone entity6`),
  entity6: state('entityNone', 'name entityNotationName entityClose'),
  entity7: state(
    'entityNone',
    'SYSTEM entityNone entity9; PUBLIC entityNone entity8; literal entityValue entityClose',
  ),
  entity8: state('entityNone', 'literal entityPublicId entity9'),
  entity9: state('entityNone', 'literal entitySystemId entity10'),
  entity10: state('entityNone', `> entityComplete ${TOP}`),
  entityClose: state('entityNone', `> entityNone ${TOP}`),
  notation0: state('notationNone', 'name notationName notation1'),
  notation1: state('notationNone', 'SYSTEM notationNone notation3; PUBLIC notationNone notation2'),
  notation2: state('notationNone', 'literal notationPublicId notation4'),
  notation3: state('notationNone', 'literal notationSystemId notationClose'),
  notation4: state('notationNone', `literal notationSystemId notationClose; > notationNoSystemId ${TOP}`),
  notationClose: state('notationNone', `> notationNone ${TOP}`),
  attlist0: state('attlistNone', 'anyName attlistElementName attlist1'),
  attlist1: state('attlistNone', `> attlistNone ${TOP}; anyName attributeName attlist2`),
  attlist2: state(
    'attlistNone',
    `${TYPES.map((type) => `${type} attributeType attlist8; `).join('')}NOTATION attlistNone attlist5; ( attlistNone attlist3`,
  ),
  attlist3: state('attlistNone', 'nmtoken attributeEnumValue attlist4'),
  attlist4: state('attlistNone', ') attlistNone attlist8; | attlistNone attlist3'),
  attlist5: state('attlistNone', '( attlistNone attlist6'),
  attlist6: state('attlistNone', 'name attributeNotationValue attlist7'),
  attlist7: state('attlistNone', ') attlistNone attlist8; | attlistNone attlist6'),
  attlist8: state(
    'attlistNone',
    '#IMPLIED impliedValue attlist1; #REQUIRED requiredValue attlist1; #FIXED attlistNone attlist9; literal defaultValue attlist1',
  ),
  attlist9: state('attlistNone', 'literal fixedValue attlist1'),
  element0: state('elementNone', 'anyName elementName element1'),
  element1: state(
    'elementNone',
    'EMPTY contentEmpty elementClose; ANY contentAny elementClose; ( groupOpen element2',
  ),
  element2: state(
    'elementNone',
    '#PCDATA contentPcdata element3; ( groupOpen element6; particle contentElement element7',
  ),
  element3: state(
    'elementNone',
    ') groupClose elementClose; )* groupClose elementClose; | elementNone element4',
  ),
  element4: state('elementNone', 'anyName contentElement element5'),
  element5: state('elementNone', ')* groupClose elementClose; | elementNone element4'),
  element6: state('elementNone', '( groupOpen element6; particle contentElement element7'),
  element7: state(
    'elementNone',
    ') groupClose element7; )* groupClose element7; )? groupClose element7; )+ groupClose element7; ' +
      ', groupSequence element6; | groupChoice element6',
  ),
  elementClose: state('elementNone', `> elementNone ${TOP}`),
  condSect0: state('none', 'INCLUDE none condSect1; IGNORE none condSect2'),
  condSect1: state('none', '[ none include'),
  condSect2: state('none', '[ ignoreSection externalSubset'),
  error: { none: 'none', steps: new Map() },
};

/** The place in the grammar. */
export class PrologState {
  name: string;
  /** It is the document itself, not an external subset or entity. */
  readonly isDocument: boolean;
  /** No token was seen yet. */
  private isFresh = true;
  /** Groups of a content model that are open. */
  private level = 0;
  /** Sections that are included. */
  private included = 0;

  constructor(isDocument: boolean) {
    this.isDocument = isDocument;
    this.name = isDocument ? 'prolog0' : 'externalSubset';
  }

  /** The role of a token, whose text this is. */
  role(token: number, text: string): Role {
    const role = this.find(token, text);
    this.isFresh = false;
    return role;
  }

  private find(token: number, text: string): Role {
    const inSubset = this.name === 'externalSubset';
    if (inSubset && this.isFresh && token === T.XML_DECL) return 'textDecl';
    if (inSubset && token === T.COND_SECT_OPEN) return this.go('none', 'condSect0');
    if (inSubset && token === T.COND_SECT_CLOSE && this.included > 0) {
      this.included--;
      return 'none';
    }
    if (token === T.NONE) return this.atEnd();
    const { steps } = STATES[this.name]!;
    const isWord = token === T.NAME_TOKEN || token === T.POUND_NAME || token === T.DECL_OPEN;
    const step = (isWord ? steps.get(text) : undefined) ?? steps.get(token);
    return step === undefined ? this.otherwise(token) : this.go(step[0], step[1]);
  }

  private atEnd(): Role {
    if (this.name === 'internalSubset') return 'none';
    return this.name === 'externalSubset' && this.included === 0 ? 'none' : this.otherwise(T.NONE);
  }

  private go(role: Role, next: string): Role {
    if (role === 'groupOpen') this.level++;
    else if (role === 'groupClose' && --this.level === 0) next = 'elementClose';
    if (next === TOP) next = this.isDocument ? 'internalSubset' : 'externalSubset';
    if (next === 'include') {
      this.included++;
      next = 'externalSubset';
    }
    if (next !== '') this.name = next;
    return role;
  }

  private otherwise(token: number): Role {
    if (!this.isDocument && token === T.PARAM_ENTITY_REF) return 'innerParamEntityRef';
    this.name = 'error';
    return 'error';
  }
}
