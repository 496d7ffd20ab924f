import { describe, expect, it } from '@jest/globals';
import { fairQueue } from './fair-queue.ts';

const nobodyLeaves = () => {
  throw new Error('somebody had to leave');
};
const all = (queue: { next(): string | undefined }) => {
  const jobs: string[] = [];
  for (let job = queue.next(); job !== undefined; job = queue.next()) jobs.push(job);
  return jobs;
};

describe('the queue for hashes', () => {
  it('serves networks in turns, whoever came first and however many they are', () => {
    const queue = fairQueue<string>(10);
    for (const job of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) queue.add(job, job[0], nobodyLeaves);
    expect(all(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  });

  it('serves people whom we know in turns with strangers, and has places for them when strangers have none', () => {
    const queue = fairQueue<string>(3);
    for (const job of ['a1', 'b1', 'c1']) expect(queue.add(job, job[0], nobodyLeaves)).toBe(true);
    expect(queue.hasRoom('d')).toBe(false);
    expect(queue.add('d1', 'd', nobodyLeaves)).toBe(false);
    for (const job of ['k1', 'k2', 'k3']) expect(queue.add(job, undefined, nobodyLeaves)).toBe(true);
    expect(queue.add('k4', undefined, nobodyLeaves)).toBe(false);
    expect(all(queue)).toEqual(['k1', 'a1', 'k2', 'b1', 'k3', 'c1']);
  });

  it('lets one network have all places, until another one comes: then the last of the longest gives way', () => {
    const queue = fairQueue<string>(4);
    for (const job of ['a1', 'a2', 'a3', 'a4']) expect(queue.add(job, 'a', nobodyLeaves)).toBe(true);
    expect(queue.hasRoom('a')).toBe(false);
    const left: string[] = [];
    expect(queue.add('b1', 'b', (job) => left.push(job))).toBe(true);
    expect(queue.add('c1', 'c', (job) => left.push(job))).toBe(true);
    expect(left).toEqual(['a4', 'a3']);
    // Two each would be no fairer than two, one, one.
    expect(queue.add('b2', 'b', (job) => left.push(job))).toBe(false);
    expect(all(queue)).toEqual(['a1', 'b1', 'c1', 'a2']);
    expect(queue.hasRoom('a')).toBe(true);
  });

  it('gives everything back at the end, and begins anew', () => {
    const queue = fairQueue<string>(2);
    queue.add('k', undefined, nobodyLeaves);
    queue.add('a', 'a', nobodyLeaves);
    expect(queue.clear()).toEqual(['k', 'a']);
    expect(queue.next()).toBeUndefined();
    expect(['b', 'c'].map((job) => queue.add(job, job, nobodyLeaves))).toEqual([true, true]);
  });
});
