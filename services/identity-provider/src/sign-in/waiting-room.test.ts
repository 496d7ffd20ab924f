import { describe, expect, it } from '@jest/globals';
import { waitingRoom } from './waiting-room.ts';

const an_hour_ms = 3_600_000;
/** Whether it is over, without a clock: one turn of the event loop is all that it gets. */
const isOver = async (waiting: Promise<void>) => {
  let over = false;
  void waiting.then(() => {
    over = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return over;
};

describe('the waiting room of refused answers', () => {
  it('has as many places as it has; whoever finds none goes at once', async () => {
    const room = waitingRoom({ places: 2, wait_ms: an_hour_ms, at_once_max: 0 });
    const [first, second, third] = [room.wait(), room.wait(), room.wait()];
    expect(await Promise.all([first, second, third].map(isOver))).toEqual([false, false, true]);
    room.release();
    await Promise.all([first, second]);
  });

  it('lets everybody go when the service ends, and keeps nobody afterwards', async () => {
    const room = waitingRoom({ places: 1_000, wait_ms: an_hour_ms, at_once_max: 0 });
    const all = Array.from({ length: 1_000 }, () => room.wait());
    expect(await isOver(all[999]!)).toBe(false);
    room.release();
    await Promise.all(all);
    expect(await isOver(room.wait())).toBe(true);
    expect(await isOver(room.waitInFlood())).toBe(true);
  });

  it('ends by itself', async () => {
    await waitingRoom({ places: 1, wait_ms: 1, at_once_max: 0 }).wait();
  });

  it('keeps only what comes faster than people make it', async () => {
    const room = waitingRoom({ places: 1_000, wait_ms: an_hour_ms, at_once_max: 10 });
    const all = Array.from({ length: 100 }, () => room.waitInFlood());
    const over = await Promise.all(all.map(isOver));
    // The second may have turned while they came.
    expect(over.filter(Boolean).length).toBeLessThanOrEqual(20);
    expect(over.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => true));
    room.release();
  });
});
