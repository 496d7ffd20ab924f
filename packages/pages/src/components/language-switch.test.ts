import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { LanguageSwitch } from './language-switch.ts';

function englishLink(path: string): string | undefined {
  return /hreflang="en" href="([^"]*)"/
    .exec(renderToString(LanguageSwitch({ locale: 'ru', path })))?.[1]
    ?.replaceAll('&amp;', '&');
}

describe('LanguageSwitch', () => {
  it('keeps the page and its query', () => {
    expect(englishLink('/desk?number=12&lang=ru')).toBe('/desk?number=12&lang=en');
    expect(englishLink('/')).toBe('/?lang=en');
  });

  it.each([
    '//evil.example/',
    '/\\evil.example',
    'https://evil.example/x',
    '/.//evil.example',
    'javascript:alert(1)',
    'http://[',
  ])('never leaves this host: %s', (path) => {
    const link = new URL(englishLink(path) ?? 'missing:', 'https://campus.example/here');
    expect(link.origin).toBe('https://campus.example');
  });
});
