import { describe, expect, it } from '@jest/globals';
import { orcidCheckDigit, orcidOf } from './orcid.ts';

describe('ORCID iD', () => {
  // The three examples of ORCID's own documentation.
  it.each(['0000-0002-1825-0097', '0000-0001-5109-3700', '0000-0002-1694-233X'])('%s fits', (id) => {
    const canonical = `https://orcid.org/${id}`;
    for (const written of [id, id.toLowerCase(), id.replaceAll('-', ''), ` http://orcid.org/${id} `, canonical]) {
      expect(orcidOf(written)).toBe(canonical);
    }
  });

  it('finds every wrong digit and every swap of neighbours', () => {
    const id = '0000000218250097';
    for (let at = 0; at < 16; at += 1) {
      for (const digit of '0123456789') {
        if (digit !== id[at]) expect(orcidOf(id.slice(0, at) + digit + id.slice(at + 1))).toBeUndefined();
      }
      const swapped = id.slice(0, at) + (id[at + 1] ?? '') + id[at] + id.slice(at + 2);
      if (at < 15 && swapped !== id) expect(orcidOf(swapped)).toBeUndefined();
    }
  });

  it.each(['', '0000-0002-1825', 'X000-0002-1825-0097', 'https://example.org/0000-0002-1825-0097'])(
    'is not "%s"',
    (text) => expect(orcidOf(text)).toBeUndefined(),
  );

  it('has X for ten', () => expect(orcidCheckDigit('000000021694233')).toBe('X'));
});
