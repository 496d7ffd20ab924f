import { nameOrigins } from './draw-name.ts';
import type { GeneratorSettings } from './generator-settings.ts';
import { makePeople } from './make-people.ts';
import { makeRecords, type TrueRecord } from './make-records.ts';
import { seededRandom } from './random.ts';

/** All records of a city in the order of their arrival; the same seed gives the same ones. */
export function generate(seed: number, settings: GeneratorSettings): TrueRecord[] {
  const random = seededRandom(seed);
  return makeRecords(random, settings, makePeople(random, settings, nameOrigins()));
}
