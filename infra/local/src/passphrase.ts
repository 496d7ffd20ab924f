import { randomInt } from 'node:crypto';

const words = [
  'amber',
  'aspen',
  'birch',
  'brook',
  'cedar',
  'cloud',
  'comet',
  'crane',
  'delta',
  'ember',
  'fern',
  'frost',
  'grove',
  'harbor',
  'heron',
  'ivory',
  'juniper',
  'kettle',
  'lantern',
  'larch',
  'linen',
  'maple',
  'meadow',
  'nectar',
  'otter',
  'pebble',
  'pine',
  'quartz',
  'raven',
  'river',
  'saffron',
  'silver',
  'spruce',
  'summit',
  'taiga',
  'thistle',
  'timber',
  'tundra',
  'velvet',
  'walnut',
  'willow',
  'winter',
];

/** Three words and four digits, about 29 bits: enough for invented people on one's own machine, and easy to type from a table. */
export function passphrase(): string {
  const word = () => words[randomInt(words.length)]!;
  return `${word()}-${word()}-${word()}-${randomInt(1_000, 10_000)}`;
}
