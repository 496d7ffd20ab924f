import { describe, expect, it } from '@jest/globals';
import { pickLocale } from './pick-locale.ts';

describe('pickLocale', () => {
  it.each([
    ['what is asked for now beats all', { query: 'en', cookie: 'ru', acceptLanguage: 'ru' }, 'en'],
    ['what was chosen before beats the browser', { cookie: 'en', acceptLanguage: 'ru' }, 'en'],
    ['an unknown language is not a choice', { query: 'de', cookie: '../ru', acceptLanguage: 'en' }, 'en'],
    ['a repeated query parameter is not a choice', { query: ['en', 'ru'], acceptLanguage: 'ru' }, 'ru'],
    ['nothing known', {}, 'ru'],
  ] as const)('%s', (_name, hints, locale) => {
    expect(pickLocale(hints)).toBe(locale);
  });

  it.each([
    ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
    ['en-GB,en;q=0.9,ru;q=0.8', 'en'],
    ['ru;q=0.3, en;q=0.8', 'en'],
    ['de, en;q=0.5, ru;q=0.4', 'en'],
    ['EN', 'en'],
    ['zh-CN,zh;q=0.9', 'en'],
    ['*', 'ru'],
    ['ru;q=0, *', 'en'],
    ['de, en;q=0', 'ru'],
    ['ru;q=abc, en;q=0.1', 'en'],
    ['ru;q=7, en', 'en'],
    ['', 'ru'],
    [' , ;;, ', 'ru'],
    [`${'en,'.repeat(100_000)}`, 'ru'],
  ])('reads the header %.40s', (acceptLanguage, locale) => {
    expect(pickLocale({ acceptLanguage })).toBe(locale);
  });
});
