import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pepperOf } from '@onecampus/card-issuer/rules/pin';
import { forgetErasedPins } from '@onecampus/card-issuer/use-cases/forget-erased-pins';
import { resetPinAtDesk } from '@onecampus/card-issuer/use-cases/reset-pin-at-desk';
import { setOwnPin } from '@onecampus/card-issuer/use-cases/set-own-pin';
import { by, type Machine, openSip2Library, parts, type Sip2Library, status } from './sip2-library.ts';

const minute_ms = 60_000;

describe('a PIN at a library machine', () => {
  let library: Sip2Library;
  beforeAll(async () => {
    library = await openSip2Library();
  });
  afterAll(() => library.close());

  const proved = async (machine: Machine, card: string, pin?: string) => {
    const answer = parts(await machine.ask(status(card, pin === undefined ? '' : `AD${pin}|`)));
    return { valid: answer.field('BL'), pin: answer.field('CQ'), name: answer.field('AE'), line: answer.field('AF') };
  };
  const failuresOf = async (personId: string) =>
    (
      await library.database.admin.raw<{ rows: { failures: number }[] }>(
        'select failures from card_issuer.pin_failures where person_id = ?',
        [personId],
      )
    ).rows.map(({ failures }) => failures);

  describe('where the account asks for one', () => {
    let machine: Machine;
    let reader: Awaited<ReturnType<Sip2Library['reader']>>;
    beforeEach(async () => {
      machine = await library.loggedIn();
      reader = await library.reader({ familyName: 'Ким', givenName: 'Яна', pin: '4826' });
    });

    it('is right: the reader is known', async () => {
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ valid: 'Y', pin: 'Y', name: 'Ким, Яна' });
    });

    it.each([
      ['no PIN field', undefined, /PIN/],
      ['an empty one', '', /PIN/],
    ])('with %s nothing is known, and nothing is counted', async (_, pin, line) => {
      for (let times = 0; times < 7; times += 1) {
        expect(await proved(machine, reader.card, pin)).toEqual({
          valid: 'Y',
          pin: 'N',
          name: '',
          line: expect.stringMatching(line),
        });
      }
      expect(await failuresOf(reader.personId)).toEqual([]);
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
    });

    it('with a wrong one nothing is known, and it is counted until a right one comes', async () => {
      for (const wrong of ['0000', '48260', 'x', '4826 or 1=1']) {
        expect(await proved(machine, reader.card, wrong)).toMatchObject({ valid: 'Y', pin: 'N', name: '' });
      }
      expect(await failuresOf(reader.personId)).toEqual([4]);
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
      expect(await failuresOf(reader.personId)).toEqual([]);
    });

    it('is locked by five wrong ones: at this account and address, for longer each time', async () => {
      const wrongFive = async () => {
        for (let times = 0; times < 5; times += 1) await proved(machine, reader.card, '0000');
      };
      await wrongFive();
      const locked = await proved(machine, reader.card, '4826');
      expect(locked).toMatchObject({ valid: 'Y', pin: 'N', name: '' });
      expect(await failuresOf(reader.personId)).toEqual([5]);
      // Another machine's account is another place.
      expect(await proved(await library.loggedIn(), reader.card, '4826')).toMatchObject({ pin: 'Y' });
      library.moveClock(15 * minute_ms + 1);
      await wrongFive();
      library.moveClock(15 * minute_ms + 1);
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'N' });
      library.moveClock(15 * minute_ms + 1);
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
    });

    it('is tried no more often over many lines at once', async () => {
      const login = await library.account({ connectionsMax: 20 });
      const lines = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const one = await library.machine();
          expect(await one.ask(`9300CN${login.login}|CO${login.secret}|`)).toBe('941');
          return one;
        }),
      );
      await Promise.all(lines.map((one) => proved(one, reader.card, '0000')));
      expect(await failuresOf(reader.personId)).toEqual([5]);
      expect(await proved(lines[0]!, reader.card, '4826')).toMatchObject({ pin: 'N' });
    });

    it('is unlocked by the desk, with a PIN that is drawn, and by the reader himself', async () => {
      for (let times = 0; times < 5; times += 1) await proved(machine, reader.card, '0000');
      const { pin } = await resetPinAtDesk(library.context, { by, personId: reader.personId });
      expect(pin).toMatch(/^\d{6}$/);
      expect(await proved(machine, reader.card, pin)).toMatchObject({ pin: 'Y' });
      expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'N' });
      await setOwnPin(library.context, { personId: reader.personId, pin: '9053' });
      expect(await proved(machine, reader.card, '9053')).toMatchObject({ pin: 'Y' });
      const { rows } = await library.database.admin.raw<{ rows: { action: string; actor: string; details: object }[] }>(
        `select action, actor, details from directory.audit_trail where subject = ? and action like 'pin.%' order by id`,
        [`person:${reader.personId}`],
      );
      expect(rows.map(({ action }) => action)).toEqual(['pin.set', 'pin.reset', 'pin.set']);
      expect(JSON.stringify(rows)).not.toMatch(/4826|9053/);
    });

    it('is compared for no card that was lost: whoever found it could try', async () => {
      await library.database.admin.raw(
        `update directory.cards set state = 'lost', changed_by = 'service:test' where number = ?`,
        [reader.card],
      );
      for (const pin of ['4826', '0000'])
        expect(await proved(machine, reader.card, pin)).toMatchObject({ pin: 'N', name: '' });
      expect(await failuresOf(reader.personId)).toEqual([]);
    });
  });

  it('that nobody has set is never right, and nothing is counted', async () => {
    const [machine, reader] = [await library.loggedIn(), await library.reader()];
    for (const pin of ['', '0', '0000'])
      expect(await proved(machine, reader.card, pin)).toMatchObject({ pin: 'N', name: '' });
    expect(await failuresOf(reader.personId)).toEqual([]);
  });

  it('is not asked for where the account says so; of a made-up card it is wrong all the same', async () => {
    const [machine, reader] = [await library.loggedIn({ pin: 'none' }), await library.reader({ pin: '4826' })];
    expect(await proved(machine, reader.card)).toMatchObject({ valid: 'Y', pin: 'Y' });
    expect(await proved(machine, reader.card, '0000')).toMatchObject({ valid: 'Y', pin: 'Y' });
    expect(await proved(machine, '20000000000008')).toMatchObject({ valid: 'N', pin: 'N', name: '' });
    expect(await failuresOf(reader.personId)).toEqual([]);
  });

  it('is in the database in no form that could be tried without the pepper', async () => {
    const reader = await library.reader({ pin: '4826' });
    const other = await library.reader({ pin: '4826' });
    const { rows } = await library.database.admin.raw<{ rows: { mac: Buffer; salt: Buffer }[] }>(
      'select mac, salt from card_issuer.patron_pins where person_id in (?, ?)',
      [reader.personId, other.personId],
    );
    expect(new Set(rows.map(({ mac }) => mac.toString('hex'))).size).toBe(2);
    const withoutPepper = { ...library.context, peppers: [pepperOf(Buffer.alloc(32))] };
    const machine = await library.loggedIn();
    const own = library.context.peppers;
    Object.assign(library.context, { peppers: withoutPepper.peppers });
    expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'N' });
    Object.assign(library.context, { peppers: own });
    expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
  });

  it('is made anew with the new pepper when it is used, so that the old one can go', async () => {
    const [machine, reader] = [await library.loggedIn(), await library.reader({ pin: '4826' })];
    const old = library.context.peppers;
    const fresh = pepperOf(Buffer.alloc(32, 7));
    Object.assign(library.context, { peppers: [fresh, ...old] });
    expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
    Object.assign(library.context, { peppers: [fresh] });
    expect(await proved(machine, reader.card, '4826')).toMatchObject({ pin: 'Y' });
    Object.assign(library.context, { peppers: old });
  });

  it.each(['123', '123456789', '12a4', '', '1111', '1234', '987654', '0123'])('%j is refused', async (pin) => {
    const reader = await library.reader();
    await expect(setOwnPin(library.context, { personId: reader.personId, pin })).rejects.toMatchObject({
      code: 'pin.unfit',
    });
  });

  it('ends with its person', async () => {
    const reader = await library.reader({ pin: '4826' });
    const kept = async () =>
      (
        await library.database.admin.raw<{ rows: unknown[] }>(
          'select from card_issuer.patron_pins where person_id = ?',
          [reader.personId],
        )
      ).rows;
    expect(await kept()).toHaveLength(1);
    await library.database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [reader.personId]);
    await forgetErasedPins(library.context);
    expect(await kept()).toHaveLength(0);
  });
});
