import { describe, expect, it } from '@jest/globals';
import { errorTexts } from './error-texts.ts';
import { locales } from './locale.ts';

describe('errorTexts', () => {
  it.each([400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])(
    '%d says what happened and what to do in both languages',
    (status) => {
      for (const locale of locales)
        for (const text of Object.values(errorTexts(locale, status))) expect(text).not.toBe('');
      expect(errorTexts('ru', status).title).not.toBe(errorTexts('en', status).title);
    },
  );

  it('speaks for the class where it has no words for the status', () => {
    expect(errorTexts('en', 418)).toBe(errorTexts('en', 400));
    expect(errorTexts('en', 502)).toBe(errorTexts('en', 500));
  });
});
