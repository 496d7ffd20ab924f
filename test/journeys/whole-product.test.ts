import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { startSystem } from '../support/system.ts';
import { badBodies } from './bad-bodies.ts';
import { badCardNumbers } from './bad-card-numbers.ts';
import { badSignIns } from './bad-sign-in.ts';
import { badTokens } from './bad-tokens.ts';
import { carriedAndChecked } from './card-and-gate.ts';
import { madeFromTheCommandLine } from './command-line.ts';
import { begin, type Journey } from './journey.ts';
import { signedInEverywhere } from './sign-in.ts';

/**
 * One journey through the whole product, as real processes: an operator makes a consortium from nothing, its people sign
 * in, carry cards and pass a gate, and then comes everything that should not. A system is dear, so all parts share one.
 */
const journey = {} as Journey;

beforeAll(async () => {
  await begin(journey, await startSystem({ sample: false }));
}, 90_000);

afterAll(async () => {
  await Promise.all((journey.clients ?? []).map(({ client }) => client.stop()));
  await journey.system?.stop();
  if (journey.folder) await rm(journey.folder, { recursive: true, force: true });
}, 60_000);

madeFromTheCommandLine(journey);
signedInEverywhere(journey);
carriedAndChecked(journey);
badSignIns(journey);
badTokens(journey);
badBodies(journey);
badCardNumbers(journey);
