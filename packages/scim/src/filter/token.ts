import type { FilterValue } from './filter.ts';

/** `at` counts UTF-16 units from 0; sentences for people count from 1. */
export type Token =
  | { readonly kind: '(' | ')' | '[' | ']' | 'end'; readonly at: number }
  /** A word outside quotation marks: attribute, operator, true, false, null. */
  | { readonly kind: 'word'; readonly at: number; readonly text: string }
  | { readonly kind: 'value'; readonly at: number; readonly value: Exclude<FilterValue, boolean | null> };

/** A token for a sentence. Values are not repeated: a filter may hold somebody's name. */
export function nameOf(token: Token): string {
  if (token.kind === 'end') return 'the end';
  if (token.kind === 'value') return typeof token.value === 'string' ? 'a string' : 'a number';
  if (token.kind === 'word') return token.text.length > 60 ? 'a very long word' : `"${token.text}"`;
  return `"${token.kind}"`;
}
