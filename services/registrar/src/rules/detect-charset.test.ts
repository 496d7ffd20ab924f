import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { detectCharset } from './detect-charset.ts';

const text = 'Номер;Фамилия;Имя\n1;Ёлкина-Шпак;Анна\n2;ЩЕГОЛЕВ;ИВАН\n№ 3;«Петров»;Пётр\n';

describe('the charset of a roll', () => {
  it('UTF-8 is recognised, also when the sample ends inside a letter', () => {
    expect(detectCharset(Buffer.from(text))).toBe('utf-8');
    expect(detectCharset(Buffer.from(text).subarray(0, 13))).toBe('utf-8');
  });

  it.each([text, 'ФАМИЛИЯ;ИМЯ;НОМЕР\nИВАНОВ;ИВАН;1\n', 'Фамилия'])('Windows-1251 is recognised in %j', (sample) => {
    expect(detectCharset(iconv.encode(sample, 'win1251'))).toBe('windows-1251');
  });

  it.each(['koi8-r', 'cp866', 'iso-8859-5', 'maccyrillic', 'gb2312'])('%s is refused, not guessed', (charset) => {
    expect(detectCharset(iconv.encode(text, charset))).toBe('unknown-charset');
  });

  it.each(['utf-16le', 'utf-16be'])('%s is named, with and without its mark', (charset) => {
    expect(detectCharset(iconv.encode('Number;Name\n1;Li\n', charset))).toBe('utf-16');
    expect(detectCharset(iconv.encode('Number;Name\n1;Li\n', charset, { addBOM: true }))).toBe('utf-16');
  });

  it('a spreadsheet file is no text', () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(40)]);
    expect(detectCharset(zip)).toBe('binary');
  });
});
