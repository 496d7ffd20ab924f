import { describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { clientDirectory } from './client-directory.ts';

/** A database whose every answer is given when the test says so. */
function slowDatabase() {
  const waiting: ((rows: object[]) => void)[] = [];
  const db = {
    raw: () => new Promise((resolve) => waiting.push((rows) => resolve({ rows }))),
  } as unknown as Db;
  return { db, answer: (row: object) => waiting.shift()!([row]), asked: () => waiting.length };
}

describe('the directory of clients', () => {
  it('asks once for what it knows, until it is told to forget or some seconds have passed', async () => {
    const { db, answer, asked } = slowDatabase();
    let now = 0;
    const clients = clientDirectory(db, () => now);
    const first = clients.find('lms');
    answer({ id: 'lms' });
    await first;
    await clients.find('lms');
    expect(asked()).toBe(0);
    now = 10_001;
    void clients.find('lms');
    expect(asked()).toBe(1);
  });

  it('does not keep what was read before a change and came after it', async () => {
    const { db, answer, asked } = slowDatabase();
    const clients = clientDirectory(db, () => 0);
    const early = clients.find('lms');
    clients.forget();
    answer({ id: 'lms', state: 'live' });
    await early;
    const late = clients.find('lms');
    expect(asked()).toBe(1);
    answer({ id: 'lms', state: 'suspended' });
    expect(await late).toEqual({ id: 'lms', state: 'suspended' });
    expect(await clients.find('lms')).toEqual({ id: 'lms', state: 'suspended' });
  });
});
