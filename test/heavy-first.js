import { createRequire } from 'node:module';

// The same package that jest itself sorts with; it is not a dependency of ours by name.
const require = createRequire(createRequire(createRequire(import.meta.url).resolve('jest')).resolve('@jest/core'));
const { default: Sequencer } = require('@jest/test-sequencer');

/** A file that starts a whole system takes a minute and more; begun last, it would leave one core idle at the end. */
const heavy = ['/test/browser/', '/test/journeys/faults-short', '/test/journeys/'];

export default class HeavyFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = heavy.findIndex((part) => path.includes(part));
      return at < 0 ? heavy.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
