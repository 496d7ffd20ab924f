import { describe, expect, it } from '@jest/globals';
import { type Lane, type LookUpLimits, LookUpRefused, lookUps } from './look-ups.ts';

const limits: LookUpLimits = {
  atOnce: { known: 3, university: 2, strangers: 4 },
  atOnceOfSite: { known: 3, others: 2 },
  whole_ms: 60_000,
  refused_ms: 60_000,
  refused_max: 10,
};

function arrange(change: Partial<LookUpLimits> = {}) {
  const clock = { ms: 0 };
  const pool = lookUps<string>({ ...limits, ...change }, () => clock.ms);
  let begun = 0;
  const hold = (entityId: string, lane: Lane) => {
    let finish: (how: 'well' | 'badly') => void = () => undefined;
    const end = pool.run({ entityId, lane }, () => {
      begun += 1;
      return new Promise((resolve, reject) => {
        finish = (how) => (how === 'well' ? resolve(entityId) : reject(new Error('no chain')));
      });
    });
    const outcome = end.then(
      () => 'found',
      (error: Error) => (error instanceof LookUpRefused ? 'refused' : 'failed'),
    );
    return { outcome, finish: (how: 'well' | 'badly') => finish(how) };
  };
  return { clock, pool, hold, begun: () => begun };
}

describe('look-ups of entities', () => {
  it('slow strangers fill the places of strangers, and of one site no more than two', async () => {
    const { hold, begun } = arrange();
    const slow = Array.from({ length: 20 }, (_, n) => hold(`https://${n}.slow.example/`, 'strangers'));
    expect(begun()).toBe(2);
    for (let n = 0; n < 20; n += 1) slow.push(hold(`https://slow-${n}.example/`, 'strangers'));
    expect(begun()).toBe(4);
    const [known, own, own2, own3, other] = [
      hold('https://known.example/', 'known'),
      hold('https://a.tpu.ru/', 'university:tpu'),
      hold('https://b.tpu.ru/', 'university:tpu'),
      hold('https://c.tpu.ru/', 'university:tpu'),
      hold('https://a.tsu.ru/', 'university:tsu'),
    ];
    expect(begun()).toBe(8);
    for (const one of [known, own, own2, other, ...slow]) one.finish('well');
    expect(await Promise.all([known, own, own2, own3, other].map((one) => one!.outcome))).toEqual([
      'found',
      'found',
      'found',
      'refused',
      'found',
    ]);
  });

  it('one entity is looked up once for all who ask', async () => {
    const { hold, begun } = arrange();
    const first = hold('https://lms.example/', 'strangers');
    const second = hold('https://lms.example/', 'strangers');
    expect(begun()).toBe(1);
    first.finish('well');
    expect([await first.outcome, await second.outcome]).toEqual(['found', 'found']);
  });

  it('who could not be found is not looked up for a minute, and being refused for want of room is no failure', async () => {
    const { hold, begun, clock, pool } = arrange({ atOnce: { known: 1, university: 1, strangers: 1 } });
    const first = hold('https://a.example/', 'strangers');
    expect(await hold('https://b.example/', 'strangers').outcome).toBe('refused');
    first.finish('badly');
    expect(await first.outcome).toBe('failed');
    expect(await hold('https://a.example/', 'strangers').outcome).toBe('refused');
    expect(begun()).toBe(1);
    const b = hold('https://b.example/', 'strangers');
    expect(begun()).toBe(2);
    b.finish('well');
    await b.outcome;
    clock.ms += 60_001;
    hold('https://a.example/', 'strangers').finish('badly');
    expect(begun()).toBe(3);
    await Promise.resolve();
    pool.forget();
  });

  it('ids that are made up do not wash out who failed just now', async () => {
    const { hold, begun } = arrange({ atOnce: { known: 1, university: 1, strangers: 100 } });
    for (let n = 0; n < 15; n += 1) {
      const one = hold(`https://made-up-${n}.example/`, 'strangers');
      one.finish('badly');
      await one.outcome;
    }
    expect(await hold('https://made-up-14.example/', 'strangers').outcome).toBe('refused');
    expect(begun()).toBe(15);
  });

  it('gives a place back when the time is over, also where nothing heeds the signal', async () => {
    const { hold, begun } = arrange({ whole_ms: 5, atOnce: { known: 1, university: 1, strangers: 1 } });
    expect(await hold('https://slow.example/', 'strangers').outcome).toBe('failed');
    hold('https://next.example/', 'strangers').finish('well');
    expect(begun()).toBe(2);
  });
});
