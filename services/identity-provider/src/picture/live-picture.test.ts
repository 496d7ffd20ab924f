import { describe, expect, it } from '@jest/globals';
import { livePicture, proof_age_ms_max } from './live-picture.ts';
import type { Reading } from './withdrawals.ts';

const inAnHour = () => new Date(Date.now() + 3_600_000);
const key = { uid: 'session' };

function arranged() {
  const hearing = {
    until: performance.now() as number | undefined,
    database: Date.now(),
    heardUntil: () => hearing.until,
    databaseNow: () => hearing.database,
  };
  const picture = livePicture(hearing);
  const account = { personId: 'person', referenceId: 'reference', state: 'active' as const, epoch: 3 };
  const session = {
    uid: 'session',
    accountId: 'reference',
    loginAt: new Date(),
    expiresAt: inAnHour(),
    epoch: 3,
    payload: {},
    authorizations: { lms: { grantId: 'grant' } },
  };
  const grant = { id: 'grant', accountId: 'reference', clientId: 'lms', payload: {}, expiresAt: inAnHour(), epoch: 3 };
  const token = {
    idHash: 'token',
    grantId: 'grant',
    accountId: 'reference',
    clientId: 'lms',
    payload: {},
    consumedAt: null,
    spent: false,
    expiresAt: inAnHour(),
  };
  const keepSince = (reading: Reading) => {
    picture.keepPresence(reading, key, { session, account, personId: 'person', grant });
    picture.keepRefreshToken(reading, token);
    picture.keepAnswer(reading, 'asked', {
      restsOn: ['s:session', 'g:grant', 'a:reference'],
      life_ms: 60_000,
      answer: { active: true },
    });
  };
  const keep = () => keepSince(picture.begin());
  const told = () =>
    [
      picture.presence(key, 'lms') && 'presence',
      picture.grant('grant') && 'grant',
      picture.refreshToken('token') && 'token',
      picture.answer('asked') && 'answer',
    ].filter(Boolean);
  return { picture, hearing, session, account, grant, keep, keepSince, told };
}
const everything = ['presence', 'grant', 'token', 'answer'];

describe('the live picture', () => {
  it('tells what was read', () => {
    const { keep, told, picture, session, account, grant } = arranged();
    expect(told()).toEqual([]);
    keep();
    expect(told()).toEqual(everything);
    expect(picture.presence(key, 'lms')).toEqual({ session, account, personId: 'person', grant });
  });

  it('tells nothing while it is not sure that it hears', () => {
    const { keep, told, hearing } = arranged();
    keep();
    hearing.until = performance.now() - proof_age_ms_max;
    expect(told()).toEqual([]);
    hearing.until = undefined;
    expect(told()).toEqual([]);
  });

  it('keeps nothing that was read while it did not hear', () => {
    const { keepSince, told, hearing, picture } = arranged();
    hearing.until = undefined;
    const reading = picture.begin();
    hearing.until = performance.now();
    keepSince(reading);
    expect(told()).toEqual([]);
  });

  it.each([
    ['s:session', ['grant', 'token']],
    ['g:grant', []],
    ['a:reference', []],
  ] as const)('forgets what rests on %s', (what, left) => {
    const { keep, told, picture } = arranged();
    keep();
    picture.forget(what);
    expect(told()).toEqual(left);
    keep();
    expect(told()).toEqual(everything);
  });

  it.each(['s:session', 'g:grant', 'a:reference'] as const)(
    'does not keep what was read before %s was withdrawn and came after it',
    (what) => {
      const { keepSince, told, picture } = arranged();
      const reading = picture.begin();
      picture.forget(what);
      keepSince(reading);
      expect(told()).not.toContain('presence');
      expect(told()).not.toContain('answer');
    },
  );

  it('does not keep what a transaction of ours is about to withdraw', () => {
    const { keep, told, picture } = arranged();
    picture.distrust('g:grant');
    // The transaction is still open: whoever reads now sees the grant as it was.
    keep();
    expect(told()).toEqual([]);
  });

  it('forgets all after a gap, and who is whose account after news of people', () => {
    const { keep, told, picture } = arranged();
    keep();
    picture.forgetAll();
    expect(told()).toEqual([]);
    keep();
    picture.forgetPeople();
    expect(told()).toEqual([]);
  });

  it('knows of no session beyond its end by the database’s clock', () => {
    const { keep, hearing, session, picture } = arranged();
    keep();
    hearing.database = session.expiresAt.getTime();
    expect(picture.presence(key, 'lms')).toBeUndefined();
  });

  it('asks anew about an application that it does not know in a session', () => {
    const { keep, picture } = arranged();
    keep();
    expect(picture.presence(key, 'library')).toBeUndefined();
  });

  it('does not tell what carries another epoch than its account', () => {
    const { keep, told, picture, session, account, grant } = arranged();
    keep();
    const raised = { ...account, epoch: 4 };
    picture.keepPresence(
      picture.begin(),
      { uid: 'other' },
      {
        session: { ...session, uid: 'other', epoch: 4 },
        account: raised,
        personId: 'person',
        grant,
      },
    );
    expect(told()).toEqual(['answer']);
  });
});
