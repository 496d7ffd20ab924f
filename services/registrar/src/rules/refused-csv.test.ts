import { describe, expect, it } from '@jest/globals';
import { refusedCsv } from './refused-csv.ts';

describe('the file of refused rows', () => {
  it('opens in a spreadsheet and runs nothing there', async () => {
    async function* rows() {
      yield {
        line: 7,
        sourceKey: '=1+1',
        fault: 'affiliation-twice' as const,
        field: 'affiliation',
        otherLine: 3,
        cells: ['@x', 'a;b'],
      };
    }
    let text = '';
    for await (const line of refusedCsv(rows(), 'ru')) text += line;
    expect(text).toBe(
      '\ufeffСтрока;Номер;Поле;Что не так;Как было в файле\r\n' +
        '7;\'=1+1;кем является;То же самое на тот же срок уже сказано в строке 3.;\'@x;"a;b"\r\n',
    );
  });
});
