import type { PreviewWindow, RollPreviewLine } from '@onecampus/directory';
import { type RollMapping, rollAffiliations } from './roll-field.ts';

export interface PreviewLine {
  readonly kind: 'new' | 'changed' | 'ending';
  readonly sourceKey: string;
  readonly name: string;
  /** Personal data that change, by field. */
  readonly fields: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How a window of a roll is said: in the words of the file at hand, else in those of the source's settings. */
export function saidWindow(
  wordsOfFile: ReadonlyMap<string, string>,
  mapping: RollMapping,
): (window: PreviewWindow) => string {
  const words = new Map<string, string>(rollAffiliations.map((one) => [one, one]));
  for (const [word, affiliation] of Object.entries(mapping.words.affiliation).reverse()) words.set(affiliation, word);
  for (const [affiliation, word] of wordsOfFile) words.set(affiliation, word);
  return (window) => {
    const place = [window.orgUnit, window.programme].filter((part) => part !== '').join(', ');
    const until = window.until === null ? '…' : russianDay(window.until);
    return `${words.get(window.affiliation) ?? window.affiliation}${place === '' ? '' : ` (${place})`}, ${russianDay(window.from)}–${until}`;
  };
}

/** Says a preview in the university's own words: those of the file at hand, else those of its settings. */
export function previewInOwnWords(
  lines: readonly RollPreviewLine[],
  wordsOfFile: ReadonlyMap<string, string>,
  mapping: RollMapping,
): PreviewLine[] {
  const say = saidWindow(wordsOfFile, mapping);
  return lines.map((line) => ({
    ...line,
    fields: line.fields.map((one) => one.field),
    before: line.before.map(say),
    after: line.after.map(say),
  }));
}

function russianDay(day: string): string {
  return day.split('-').reverse().join('.');
}
