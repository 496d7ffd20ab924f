import { describe, expect, it } from '@jest/globals';
import { cardReasons } from './card-reason.ts';
import { reasonText } from './reason-texts.ts';

const locales = ['ru', 'en'] as const;

describe('reason texts', () => {
  it.each(cardReasons)('%s is said to both, in both languages, and short enough for a machine', (reason) => {
    const where = { ru: 'Научная библиотека ТГУ', en: 'TSU Research Library' };
    for (const locale of locales) {
      for (const to of ['reader', 'staff'] as const) {
        const text = reasonText(reason, to, locale, where);
        expect(text).not.toMatch(/[{}]/);
        expect(text).toMatch(locale === 'ru' ? /[а-я]/ : /[a-z]/);
        expect(text.endsWith('.')).toBe(true);
      }
      expect(Buffer.byteLength(reasonText(reason, 'staff', locale, where))).toBeLessThanOrEqual(255);
    }
  });

  it('names the library that decides, and cuts a long name between letters', () => {
    expect(reasonText('blocked_here', 'staff', 'ru', { ru: 'НБ ТПУ', en: 'TPU' })).toContain('НБ ТПУ');
    const long = reasonText('blocked_here', 'staff', 'ru', { ru: 'Ж'.repeat(300), en: '' });
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(255);
    expect(long).not.toContain('\ufffd');
    expect(long.endsWith('Ж…')).toBe(true);
  });
});
