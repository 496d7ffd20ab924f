import { describe, expect, it } from '@jest/globals';
import { previewInOwnWords } from './preview-words.ts';
import { emptyMapping } from './roll-field.ts';

describe('a preview', () => {
  it('speaks the words of the university', () => {
    const window = { affiliation: 'student', orgUnit: 'ММФ', programme: '', from: '2024-09-01', until: '2028-08-31' };
    const line = {
      kind: 'new' as const,
      sourceKey: '1',
      name: 'Ёлкина Анна',
      fields: [],
      before: [],
      after: [window, { ...window, affiliation: 'staff', orgUnit: '', until: null }],
    };
    const mapping = {
      ...emptyMapping,
      words: { affiliation: { СОТР: 'staff' as const, STU: 'student' as const }, status: {} },
    };
    expect(previewInOwnWords([line], new Map([['student', 'Магистрант']]), mapping)[0]?.after).toEqual([
      'Магистрант (ММФ), 01.09.2024–31.08.2028',
      'СОТР, 01.09.2024–…',
    ]);
  });
});
