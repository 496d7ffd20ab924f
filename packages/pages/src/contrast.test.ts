import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assetsFolder } from './assets.ts';

/** Text on its ground: at least 4.5 : 1 (WCAG 2.2, 1.4.3). */
const texts: readonly [figure: string, ground: string][] = [
  ...['ink', 'ink-soft', 'link', 'error'].flatMap((figure) =>
    ['paper', 'surface', 'sunken'].map((ground): [string, string] => [figure, ground]),
  ),
  ...['info', 'ok', 'warn', 'error', 'neutral'].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ...['info-soft', 'ok-soft', 'warn-soft', 'error-soft'].map((ground): [string, string] => ['ink', ground]),
  ...['ok', 'warn', 'error'].map((tone): [string, string] => [tone, 'surface']),
  ['ink-soft', 'info-soft'],
  ['link', 'info-soft'],
  ['on-button', 'button'],
  ['on-button', 'button-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-band', 'band'],
  ['on-band-soft', 'band'],
  ...['plastic', 'plastic-deep', 'plastic-off', 'plastic-off-deep'].flatMap((ground): [string, string][] => [
    ['on-plastic', ground],
    ['on-plastic-soft', ground],
  ]),
  ...['idle', 'ok', 'refused', 'warn'].map((tone): [string, string] => [`on-kiosk-${tone}`, `kiosk-${tone}`]),
];

/** Edges of controls, focus rings and signs: at least 3 : 1 (WCAG 2.2, 1.4.11). */
const edges: readonly [figure: string, ground: string][] = [
  ...['line-strong', 'focus', 'button', 'danger'].flatMap((figure) =>
    ['paper', 'surface', 'sunken'].map((ground): [string, string] => [figure, ground]),
  ),
  ['band-line', 'band'],
  ['brass', 'band'],
];

const css = readFileSync(join(assetsFolder, 'tokens.css'), 'utf8');
const [lightCss = '', darkCss = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = colours(lightCss);
const dark = { ...light, ...colours(darkCss) };

describe.each([
  ['light', light],
  ['dark', dark],
])('contrast in the %s scheme', (_scheme, palette) => {
  it.each(texts)('text %s on %s', (figure, ground) => {
    expect(contrast(palette, figure, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('edge %s on %s', (figure, ground) => {
    expect(contrast(palette, figure, ground)).toBeGreaterThanOrEqual(3);
  });
});

it('the dark scheme changes colours that exist, and black on white is 21 : 1', () => {
  expect(Object.keys(colours(darkCss)).filter((name) => !(name in light))).toEqual([]);
  expect(contrast({ a: '#000000', b: '#ffffff' }, 'a', 'b')).toBeCloseTo(21, 5);
});

function colours(source: string): Record<string, string> {
  return Object.fromEntries(
    [...source.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

function contrast(palette: Record<string, string>, figure: string, ground: string): number {
  const [brighter = 0, darker = 0] = [luminance(palette, figure), luminance(palette, ground)].sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(palette: Record<string, string>, name: string): number {
  const colour = palette[name];
  if (colour === undefined) throw new Error(`no colour --${name} in tokens.css`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
