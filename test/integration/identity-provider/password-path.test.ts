import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { type Ephemeral, openEphemeral } from '@onecampus/ephemeral';
import { createLogger } from '@onecampus/runtime';
import {
  type PasswordHasher,
  startPasswordHasher,
} from '../../../services/identity-provider/src/passwords/password-hasher.ts';
import { signInLimits } from '../../../services/identity-provider/src/sign-in-limits.ts';
import { universityList } from '../../../services/identity-provider/src/university-list.ts';
import { setAccountState } from '../../../services/identity-provider/src/use-cases/set-account-state.ts';
import { setPassword } from '../../../services/identity-provider/src/use-cases/set-password.ts';
import { signIn } from '../../../services/identity-provider/src/use-cases/sign-in.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { redisPrefix, redisUrl } from '../../support/redis.ts';

const password = 'кедр-и-багульник 7';
let database: FreshDatabase;
let db: Db;
let hasher: PasswordHasher;
let ephemeral: Ephemeral;
let university: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];
let asked: { statements: string[]; counts: string[]; hashes: string[] };

beforeAll(async () => {
  database = await freshDatabase();
  university = (await arrangeUniversities(database.admin)).tpu;
  db = database.as('identity-provider');
  db.on('query', ({ sql }: { sql: string }) => asked.statements.push(sql.replace(/\s+/g, ' ').trim().slice(0, 60)));
  asked = { statements: [], counts: [], hashes: [] };
  ephemeral = noting(openEphemeral({ redisUrl, prefix: redisPrefix() }), (name) => asked.counts.push(name));
  hasher = noting(await startPasswordHasher({ threads: 1 }), (name) => asked.hashes.push(name));
});

afterAll(async () => {
  await hasher?.close();
  await ephemeral?.close();
  await database?.drop();
});

/** The same object, but each call of a method of it is told. */
function noting<Whole extends object>(whole: Whole, tell: (name: string) => void): Whole {
  return new Proxy(whole, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return (...values: unknown[]) => {
        tell(String(name));
        return method.apply(target, values);
      };
    },
  });
}

const context = () => ({
  db,
  hasher,
  universities: universityList(db, () => 0),
  limits: signInLimits(ephemeral, { sourceFailuresMax: 1_000 }),
  signIns: { inc: () => undefined },
  log: createLogger({ service: 'trial', level: 'silent', destination: { write: () => undefined } }),
});

/** One attempt, and what it asked for; the list of universities is kept, so it is read before. */
async function attempt(name: string, tried: string, browser?: string) {
  const own = context();
  await own.universities.all();
  asked = { statements: [], counts: [], hashes: [] };
  const signedIn = await signIn(own, {
    university: university.slug,
    name,
    password: tried,
    source: '192.0.2.1',
    browser,
  });
  const { statements, counts, hashes } = asked;
  asked = { statements: [], counts: [], hashes: [] };
  return { signedIn: signedIn !== undefined, statements, counts, hashes };
}

async function somebody(): Promise<ArrangedPerson> {
  const person = await arrangePerson(database.admin, { university });
  await setPassword(
    { db, hasher, universities: universityList(db, () => 0) },
    { actor: 'service:test', personId: person.personId, password },
  );
  return person;
}

describe('checking a name and a password', () => {
  it('asks the same of a name that is nobody’s, a wrong password, a locked account and one without a password', async () => {
    const [known, locked] = [await somebody(), await somebody()];
    await setAccountState(db, { actor: 'service:test', personId: locked.personId, state: 'locked' });
    const without = await arrangePerson(database.admin, { university });
    const wrong = await attempt(known.eppn, 'не тот');
    expect(wrong).toMatchObject({ signedIn: false, hashes: ['verify'], counts: ['countWithin', 'countUp'] });
    expect(wrong.statements).toHaveLength(2);
    expect(await attempt('nobody.at.all@tpu.ru', 'не тот')).toEqual(wrong);
    expect(await attempt('not a name', 'не тот')).toEqual(wrong);
    expect(await attempt(locked.eppn, password)).toEqual(wrong);
    expect(await attempt(without.eppn, 'не тот')).toEqual(wrong);
    expect(await attempt(known.eppn, 'x'.repeat(2_000))).toEqual(wrong);
    // The same from a browser that carries a cookie, which this account does not know.
    const cookie = 'A'.repeat(43);
    const wrongHere = await attempt(known.eppn, 'не тот', cookie);
    expect(await attempt('nobody.at.all@tpu.ru', 'не тот', cookie)).toEqual(wrongHere);
    expect({ ...wrongHere, statements: wrongHere.statements.toSorted() }).toEqual({
      ...wrong,
      statements: wrong.statements.toSorted(),
    });
  });

  it('costs two statements, one count and one hash where it was right', async () => {
    const person = await somebody();
    const right = await attempt(person.eppn, password);
    expect(right).toMatchObject({ signedIn: true, hashes: ['verify'], counts: ['countWithin'] });
    expect(right.statements).toHaveLength(2);
    // What failed before is forgotten by a success, and only then is there something to forget.
    await attempt(person.eppn, 'не тот');
    expect((await attempt(person.eppn, password)).counts).toEqual(['countWithin', 'delete']);
    expect((await attempt(person.eppn, password)).counts).toEqual(['countWithin']);
  });
});
