import { GrammarFault } from './grammar-fault.ts';
import type { Token } from './token.ts';

const SPACE = new Set([' ', '\t', '\n', '\r']);
const NUMBER_START = /^[-0-9]$/;
/** ATTRNAME, URNs and `$ref`: RFC 7644 §3.4.2.2, RFC 8141. */
const WORD = /^[A-Za-z0-9_$:.%+/~-]$/;

/** The end of a JSON string that opens at `from`; a backslash always takes the next character with it. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  throw new GrammarFault(from, 'the string that opens here has no closing quotation mark');
}

function readString(text: string, from: number, end: number): string {
  let value: string;
  try {
    value = JSON.parse(text.slice(from, end)) as string;
  } catch {
    throw new GrammarFault(from, 'a string is written as in JSON: control characters and backslashes need an escape');
  }
  // No stored value holds these, and the database would fail on them instead of finding nothing.
  if (value.includes('\0') || !value.isWellFormed())
    throw new GrammarFault(from, 'the string holds NUL or half a character');
  return value;
}

function readNumber(word: string, at: number): number {
  let value: unknown;
  try {
    value = JSON.parse(word);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new GrammarFault(at, 'a number is written as in JSON');
  return value;
}

/** The tokens of a filter or path, each character looked at once. Lazily: a fault behind a limit is never reached. */
export function* tokenize(text: string): Generator<Token, Token> {
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (SPACE.has(char)) {
      at += 1;
    } else if (char === '(' || char === ')' || char === '[' || char === ']') {
      yield { kind: char, at };
      at += 1;
    } else if (char === '"') {
      const end = stringEnd(text, at);
      yield { kind: 'value', at, value: readString(text, at, end) };
      at = end;
    } else if (WORD.test(char)) {
      let end = at + 1;
      while (end < text.length && WORD.test(text[end]!)) end += 1;
      const word = text.slice(at, end);
      yield NUMBER_START.test(char)
        ? { kind: 'value', at, value: readNumber(word, at) }
        : { kind: 'word', at, text: word };
      at = end;
    } else {
      throw new GrammarFault(at, 'a character that no filter holds; strings stand in double quotation marks');
    }
  }
  return { kind: 'end', at };
}
