import { expect, it } from '@jest/globals';
import { isPinyin, palladiusOf } from './palladius.ts';

it.each([
  ['zhang', 'чжан'],
  ['wang', 'ван'],
  ['wan', 'вань'],
  ['xu', 'сюй'],
  ['xiaowei', 'сяовэй'],
  ['zixuan', 'цзысюань'],
  ['ruifeng', 'жуйфэн'],
  ['yueqing', 'юэцин'],
])('writes %s as %s', (pinyin, russian) => {
  expect(palladiusOf(pinyin)).toBe(russian);
});

it('takes nobody else for Chinese', () => {
  expect(isPinyin('ivanova', 'anna')).toBe(false);
  expect(isPinyin('ma', 'vladimir')).toBe(false);
  expect(palladiusOf('ivan')).toBeNull();
});
