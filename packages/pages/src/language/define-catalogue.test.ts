import { describe, expect, it } from '@jest/globals';
import { commonWords } from './common-words.ts';
import { defineCatalogue } from './define-catalogue.ts';

describe('defineCatalogue', () => {
  const words = defineCatalogue({
    ru: { title: 'Карта', found: (n: number) => `Найдено: ${n}` },
    en: { title: 'Card', found: (n) => `Found: ${n}` },
  });

  it('speaks each language', () => {
    expect(words('ru').title).toBe('Карта');
    expect(words('en').found(3)).toBe('Found: 3');
  });

  it('does not compile with a key missing, a key too many or another shape', () => {
    // @ts-expect-error a missing key
    defineCatalogue({ ru: { title: 'Карта', lost: 'Утеряна' }, en: { title: 'Card' } });
    // @ts-expect-error a key that Russian does not have
    defineCatalogue({ ru: { title: 'Карта' }, en: { title: 'Card', lost: 'Lost' } });
    // @ts-expect-error text where a function is needed
    defineCatalogue({ ru: { found: (n: number) => `${n}` }, en: { found: 'found' } });
    expect(Object.keys(commonWords('en'))).toEqual(Object.keys(commonWords('ru')));
  });
});
