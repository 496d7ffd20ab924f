import { foldedKey } from './folded-key.ts';

/** oglu, kyzy and their kin say "son of" and "daughter of" beside the father's name. */
const kin = /(^| )(ogli|oglu|ogl|ugli|kizi|kisi|kiz|uli|ulu|uulu|gizi|kizy|qizi|bin|ibn|bint)( |$)/;

/** Folded patronymic without its ending, so that Алиевич, Алиевна and Али оглы meet; empty for what says nothing. */
export function patronymicStem(patronymic: string | null): string {
  const key = foldedKey(patronymic).replace(kin, ' ').trim();
  return key
    .replace(/(?<=..)(ovi[qh]|evi[qh]|i[qh]|ovna|evna|iniqna|iqna|uli|kizi)$/, '')
    .replace(/(?<=..)[aeiou]$/, '');
}
