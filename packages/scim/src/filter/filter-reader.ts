import type { AttributePath, Comparison, ComparisonOperator, Filter, FilterValue } from './filter.ts';
import { GrammarFault } from './grammar-fault.ts';
import { junction } from './junction.ts';
import { readAttributePath } from './read-attribute-path.ts';
import { nameOf, type Token } from './token.ts';
import { tokenize } from './tokenize.ts';

const OPERATORS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le']);
const LITERALS: ReadonlyMap<string, FilterValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads a filter by descent, one token ahead. The depth of the descent is bounded by `depth_max`, which is looked at
 * before each step down, so that no text can overflow the stack.
 */
export class FilterReader {
  readonly #tokens: Iterator<Token, Token>;
  readonly #depth_max: number;
  readonly #terms_max: number;
  #depth = 0;
  #terms = 0;
  token: Token;

  constructor(text: string, depth_max: number, terms_max: number) {
    this.#tokens = tokenize(text);
    this.#depth_max = depth_max;
    this.#terms_max = terms_max;
    this.token = this.#tokens.next().value;
  }

  next(): Token {
    const { token } = this;
    this.token = this.#tokens.next().value;
    return token;
  }

  expect(kind: Token['kind'], what: string): void {
    if (this.token.kind !== kind)
      throw new GrammarFault(this.token.at, `expected ${what}, found ${nameOf(this.token)}`);
    this.next();
  }

  /** A question of its own: the compiler does not see that `next` moves on. */
  isAt(kind: Token['kind']): boolean {
    return this.token.kind === kind;
  }

  isWord(word: string): boolean {
    return this.token.kind === 'word' && this.token.text.toLowerCase() === word;
  }

  path(): AttributePath {
    const token = this.next();
    if (token.kind !== 'word') {
      throw new GrammarFault(token.at, `expected the name of an attribute, found ${nameOf(token)}`);
    }
    return readAttributePath(token.text, token.at);
  }

  /** `or` binds weakest, then `and`, then `not`: RFC 7644 §3.4.2.2. */
  filter(inBrackets = false): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#term(inBrackets)));
  }

  #joined(op: 'and' | 'or', read: () => Filter): Filter {
    const terms = [read()];
    while (this.isWord(op)) {
      this.next();
      terms.push(read());
    }
    return junction(op, terms);
  }

  #term(inBrackets: boolean): Filter {
    if (this.isAt('(')) return this.#inside(')', () => this.filter(inBrackets));
    if (this.isWord('not')) {
      this.next();
      if (!this.isAt('(')) throw new GrammarFault(this.token.at, 'after "not" comes a filter in parentheses');
      return { op: 'not', term: this.#inside(')', () => this.filter(inBrackets)) };
    }
    const { at } = this.token;
    const attribute = this.path();
    if (this.isAt('[')) {
      if (inBrackets) throw new GrammarFault(this.token.at, 'brackets do not stand inside brackets');
      return this.#has(attribute, at);
    }
    return this.#comparison(attribute);
  }

  /** `emails[type eq "work"]`, and `emails[type eq "work"].value eq "x"` as `emails[type eq "work" and value eq "x"]`. */
  #has(attribute: AttributePath, at: number): Filter {
    if (attribute.sub !== undefined)
      throw new GrammarFault(at, 'brackets stand after an attribute, not after a part of one');
    const filter = this.brackets();
    const sub = this.trailingSub();
    if (sub === undefined) return { op: 'has', attribute, filter };
    return { op: 'has', attribute, filter: junction('and', [filter, this.#comparison({ name: sub })]) };
  }

  brackets(): Filter {
    return this.#inside(']', () => this.filter(true));
  }

  /** `.value` after a closing bracket. */
  trailingSub(): string | undefined {
    const { token } = this;
    if (token.kind !== 'word' || !token.text.startsWith('.')) return undefined;
    this.next();
    const path = readAttributePath(token.text.slice(1), token.at);
    if (path.sub !== undefined || path.schema !== undefined) {
      throw new GrammarFault(token.at, 'one sub-attribute at most stands after the brackets');
    }
    return path.name;
  }

  #inside(end: ')' | ']', read: () => Filter): Filter {
    if (this.#depth >= this.#depth_max) {
      throw new GrammarFault(this.token.at, `more than ${this.#depth_max} parentheses are open here`);
    }
    this.#depth += 1;
    this.next();
    const filter = read();
    this.expect(end, `"and", "or" or "${end}"`);
    this.#depth -= 1;
    return filter;
  }

  #comparison(attribute: AttributePath): Filter {
    const operator = this.token;
    const op = operator.kind === 'word' ? operator.text.toLowerCase() : '';
    if (op !== 'pr' && !OPERATORS.has(op)) {
      const operators = [...OPERATORS, 'pr'].join(', ');
      throw new GrammarFault(operator.at, `expected an operator (${operators}), found ${nameOf(operator)}`);
    }
    if (this.#terms >= this.#terms_max) throw new GrammarFault(operator.at, `more than ${this.#terms_max} comparisons`);
    this.#terms += 1;
    this.next();
    if (op === 'pr') return { op, attribute };
    const { at } = this.token;
    const value = this.#value();
    const fault = faultOf(op as ComparisonOperator, value);
    if (fault !== undefined) throw new GrammarFault(at, fault);
    return { op: op as ComparisonOperator, attribute, value } satisfies Comparison;
  }

  #value(): FilterValue {
    const token = this.next();
    if (token.kind === 'value') return token.value;
    const literal = token.kind === 'word' ? LITERALS.get(token.text.toLowerCase()) : undefined;
    if (literal !== undefined) return literal;
    // A word here is a value without its quotation marks, and may be somebody's name: sentences are logged.
    const found = token.kind === 'word' ? 'a word without quotation marks' : nameOf(token);
    throw new GrammarFault(
      token.at,
      `expected a value (a string in double quotation marks, a number, true, false or null), found ${found}`,
    );
  }
}

/** Comparisons that make sense for no attribute whatever. */
function faultOf(op: ComparisonOperator, value: FilterValue): string | undefined {
  if (op === 'co' || op === 'sw' || op === 'ew') {
    if (typeof value !== 'string') return `"${op}" compares with a string`;
    // Every value contains "", so that this would read the whole table; nobody means it. RFC 7644 leaves it open.
    if (value === '') return `"${op}" needs a string that is not empty; to ask whether there is a value, write "pr"`;
  }
  const ordered = op === 'gt' || op === 'lt' || op === 'ge' || op === 'le';
  return ordered && (value === null || typeof value === 'boolean') ? `"${op}" needs a string or a number` : undefined;
}
