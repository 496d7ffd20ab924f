import { describe, expect, it } from '@jest/globals';
import { importsUnderWay } from './imports-under-way.ts';

describe('importsUnderWay', () => {
  const at = { ms: 0 };
  const clock = { now: () => new Date(at.ms) };

  it('is busy from the first beginning to the last end, whoever says an end twice', () => {
    const imports = importsUnderWay(clock);
    expect(imports.busy()).toBe(false);
    const [one, two] = [imports.begin(), imports.begin()];
    one();
    one();
    expect(imports.busy()).toBe(true);
    two();
    expect(imports.busy()).toBe(false);
  });

  it('makes nobody wait for ever', () => {
    const imports = importsUnderWay(clock);
    imports.begin();
    at.ms += 10 * 60_000;
    expect(imports.busy()).toBe(false);
  });
});
