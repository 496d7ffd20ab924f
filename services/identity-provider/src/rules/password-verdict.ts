import { areNeighbours, inCyrillicLayout, inLatinLayout } from './keyboard-layout.ts';
import { normalPassword, password_bytes_max } from './password-parameters.ts';

/** NIST SP 800-63B-4 §3.1.1.2: what is the only factor is longer than what another one helps. */
export const password_alone_min = 15;
export const password_with_factor_min = 8;

/**
 * What is wrong with a password that somebody wants to set. `common`: it is on the list, or two words of it; `pattern`: keys in
 * a row, a repetition, a date, a telephone number; `context`: made of his own or his university's names.
 */
export type PasswordFault = 'malformed' | 'too_long' | 'too_short' | 'common' | 'pattern' | 'context';

export type PasswordCircumstances = {
  /** Whether its owner has a second factor. */
  readonly secondFactor: boolean;
  /** The blocklist: lower case in. */
  readonly isCommon: (word: string) => boolean;
  /** Names of the person, of his login, of the universities and of the product, in any case. */
  readonly contextWords: readonly string[];
};

/** No composition is demanded and no change by the calendar; everything that can be guessed early is refused. */
export function passwordVerdict(password: string, circumstances: PasswordCircumstances): PasswordFault | undefined {
  const { secondFactor, isCommon } = circumstances;
  if (/\p{Cc}/u.test(password) || !password.isWellFormed()) return 'malformed';
  if (Buffer.byteLength(password, 'utf8') > password_bytes_max) return 'too_long';
  const characters = [...normalPassword(password)].length;
  if (characters < (secondFactor ? password_with_factor_min : password_alone_min)) return 'too_short';
  const base = password.normalize('NFKC').toLowerCase();
  if (isPattern(base)) return 'pattern';
  const forms = formsOf(base);
  if (forms.some((form) => isCommon(form) || isTwoOf(form, isCommon))) return 'common';
  const context = contextOf(circumstances.contextWords);
  const isGuessable = (word: string) => context.has(word) || isCommon(word);
  return forms.some((form) => context.has(form) || isTwoOf(form, isGuessable)) ? 'context' : undefined;
}

/** The password as a guesser reads it: without what is stuck to its ends, in either layout, with digits for letters undone. */
function formsOf(base: string): string[] {
  const readings = [base, inCyrillicLayout(base), inLatinLayout(base), withoutLeet(base), withoutLeet(bare(base))];
  const forms = readings.flatMap((reading) => [reading, bare(reading), lettersOf(reading)]);
  // What is left of a password when all else is taken away says nothing when it is hardly anything.
  return [...new Set(forms)].filter((form) => form.length >= 3 && form.length * 3 >= base.length);
}

/** Without digits and signs at both ends. */
function bare(text: string): string {
  return text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}]/gu, '');
}

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

function withoutLeet(text: string): string {
  return text.replaceAll(/[013457@$]/g, (sign) => leet[sign]!);
}

/** Whether it is two words of a list, the one after the other. */
function isTwoOf(text: string, isWord: (word: string) => boolean): boolean {
  for (let at = 3; at <= text.length - 3; at += 1) {
    if (isWord(text.slice(0, at)) && isWord(text.slice(at))) return true;
  }
  return false;
}

function isPattern(base: string): boolean {
  return repeats(base) || runs(base) || isDateOrTelephone(base);
}

/** One piece over and over, cut off anywhere. */
function repeats(base: string): boolean {
  for (let period = 1; period <= base.length / 2; period += 1) {
    if (base.slice(period) === base.slice(0, base.length - period)) return true;
  }
  return false;
}

/** More than two thirds of its steps are the next letter, the same letter or the next key. */
function runs(base: string): boolean {
  const letters = [...base];
  const steps = letters.slice(1).filter((letter, at) => {
    const before = letters[at]!;
    return Math.abs(letter.codePointAt(0)! - before.codePointAt(0)!) <= 1 || areNeighbours(before, letter);
  });
  return steps.length * 3 > (letters.length - 1) * 2;
}

function isDateOrTelephone(base: string): boolean {
  const digits = base.replaceAll(/[\s.+()/-]/g, '');
  if (!/^\d+$/.test(digits)) return false;
  const year = '(19|20)\\d\\d';
  const day = '(0[1-9]|[12]\\d|3[01])(0[1-9]|1[0-2])';
  const month = '(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])';
  return new RegExp(`^((${day}${year}|${year}${month}){1,2}|[78]?9\\d{9})$`).test(digits);
}

/** Each word of the names by itself, in both layouts. */
function contextOf(words: readonly string[]): ReadonlySet<string> {
  const single = words.flatMap((word) => [word, ...word.split(/[^\p{L}]+/u)]).map((word) => word.toLowerCase());
  const long = single.filter((word) => word.length >= 3);
  return new Set(long.flatMap((word) => [word, inCyrillicLayout(word), inLatinLayout(word)]));
}
