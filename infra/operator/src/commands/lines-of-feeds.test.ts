import { describe, expect, it } from '@jest/globals';
import { linesOfFeeds, linesOfRollback } from './lines-of-feeds.ts';

describe('feeds in a terminal', () => {
  it('are sources, imports and files of folders, each a table of its own', () => {
    const lines = linesOfFeeds({
      sources: [{ label: 'Деканат', kind: 'sis', shrink_limit: 0.02 }],
      imports: [
        {
          import_id: 'i1',
          source: 'Деканат',
          state: 'applied',
          counts: { new: 1, changed: 2, ending: 0, refused: 3 },
          created_at: '2026-09-01',
        },
      ],
      deliveries: [
        {
          file: 'a.csv',
          source: 'Деканат',
          state: 'refused',
          fault: { en: 'Not a text file.' },
          taken_at: '2026-09-01',
        },
      ],
    });
    expect(lines).toEqual([
      'source   kind  shrink limit',
      'Деканат  sis   2 %',
      '',
      'import  source   when        state    counts',
      'i1      Деканат  2026-09-01  applied  new 1, changed 2, ending 0, refused 3',
      '',
      'file   source   taken       state    why',
      'a.csv  Деканат  2026-09-01  refused  Not a text file.',
    ]);
  });

  it('say before an undoing what it would do, and name who stays as he is', () => {
    const lines = linesOfRollback({
      dry_run: true,
      counts: { restored: 4, withdrawn: 2, kept: 1 },
      lines: [
        { kind: 'restore', source_key: '1', reason: null },
        { kind: 'keep', source_key: '2', reason: { en: 'Changed later.' } },
      ],
    });
    expect(lines).toEqual([
      'Would restore 4, withdraw 2, leave 1 as they are.',
      '  2: Changed later.',
      'Nothing was changed; add --yes to do it.',
    ]);
  });
});
