import { describe, expect, it } from '@jest/globals';
import { looksLikeName } from './looks-like-name.ts';

describe('looksLikeName', () => {
  it.each(['Иванова', 'Иванова Анна', 'ivanova a', 'О’Нил', 'Салтыков-Щедрин М. Е.', 'Li Wei', 'Ёлкина'])(
    '%s',
    (text) => expect(looksLikeName(text)).toBe(true),
  );
  it.each([
    '',
    'И',
    '10-0000105',
    'И1',
    'ivanova@tpu.ru',
    '21234567890124',
    `'; drop table cards; --`,
    'х'.repeat(101),
  ])('not %j', (text) => expect(looksLikeName(text)).toBe(false));
});
