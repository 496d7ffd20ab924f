import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localPath } from './local-path.ts';

const here = 'https://cards.example';
/** Where a browser ends up that is redirected there from one of our pages (WHATWG URL). */
const leadsTo = (path: string) => new URL(path, `${here}/sign-in/callback`).origin;

describe('localPath', () => {
  it.each(['/', '/cards', '/cards?number=2&lang=ru', '/cards#top', '/a//b', '/%2F%2Fevil.example', '/поиск', '/.//x'])(
    'keeps %p',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    ' //evil.example',
    'https://evil.example',
    'HTTPS:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@evil.example',
    '.evil.example',
    'cards',
    '?a',
    '',
    undefined,
    null,
    ['/cards', '//evil.example'],
    { toString: () => '/cards' },
  ])('sends %p to the start page', (path) => {
    expect(localPath(path)).toBe('/');
  });

  it('never leads away, whatever it is given', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      '\t',
      '\n',
      '\r',
      '\0',
      ' ',
      '%2f',
      'evil.example',
      '?',
      '#',
      '／',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(leadsTo(localPath(pieces.join('')))).toBe(here);
      }),
      { numRuns: 5_000 },
    );
  });
});
