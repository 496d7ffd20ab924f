import { describe, expect, it } from '@jest/globals';
import { blockKinds, type CardReason, type CardStanding, cardReasons, type PatronBlock } from '@onecampus/directory';
import fc from 'fast-check';
import { amountText, nameOnScreen, type PinOutcome, patronAnswer } from './patron-answer.ts';
import { accountPurposes, type SipAccount, usualSettings } from './sip-account.ts';

const account = (more: Partial<SipAccount>): SipAccount => ({
  ...usualSettings(more.purpose ?? 'loan'),
  id: 'a',
  login: 'kiosk',
  universityId: 'u',
  institution: 'U',
  title: 'Library',
  purpose: 'loan',
  networks: ['10.0.0.0/8'],
  timeZone: 'Asia/Tomsk',
  version: 1,
  ...more,
});
const standing = (reason: CardReason, blocks: readonly PatronBlock[] = []): CardStanding => ({
  card: undefined,
  personId: 'p',
  name: { familyName: 'Ким', givenName: null, patronymic: null },
  reason,
  class: 'student',
  classUniversityId: 'u',
  validUntil: null,
  blocks,
});
const block = (kinds: PatronBlock['kinds'], amountMinor?: number): PatronBlock => ({
  id: 'b',
  scope: 'university',
  universityId: 'u',
  kinds,
  ...(amountMinor === undefined ? {} : { amountMinor, currency: 'RUB' }),
  publicText: 'x',
  setAt: new Date(0),
});

const outcomes: readonly PinOutcome[] = ['not_asked', 'absent', 'none_set', 'right', 'wrong', 'locked'];
const anything = fc.record({
  reason: fc.constantFrom(...cardReasons),
  purpose: fc.constantFrom(...accountPurposes),
  pin: fc.constantFrom(...outcomes),
  expiredIsInvalid: fc.boolean(),
  kinds: fc.subarray([...blockKinds], { minLength: 1 }),
});

describe('patronAnswer', () => {
  it('whatever the card and the machine, says CQ only of a PIN that was right or not asked for', () => {
    fc.assert(
      fc.property(anything, ({ reason, purpose, pin, expiredIsInvalid, kinds }) => {
        const of = account({ purpose, expiredIsInvalid });
        const answer = patronAnswer(of, standing(reason, [block(kinds)]), pin);
        if (pin !== 'right' && pin !== 'not_asked') expect(answer.validPin).toBe(false);
        if (answer.known) expect(answer.validPin).toBe(true);
        if (!answer.known) expect(answer.fees).toBeUndefined();
        if (reason === 'unknown' || reason === 'bad_check_digit') {
          if (pin !== 'right')
            expect([answer.validPatron, answer.validPin, answer.known]).toEqual([false, false, false]);
        }
        const kept = ['lost', 'stolen', 'damaged', 'replaced'].includes(reason);
        expect(answer.flags.has('card_reported_lost')).toBe(kept);
        if (kept) expect(answer.known).toBe(false);
      }),
    );
  });

  it.each([
    ['unknown', false, false],
    ['lost', true, true],
    ['replaced', true, true],
    ['revoked', false, false],
    ['closed', false, false],
    ['not_activated', false, false],
    ['suspended', true, false],
    ['card_expired', true, false],
    ['affiliation_ended', true, false],
    ['ok', true, true],
  ] as const)('of a card that is %s says valid: %s, and %s where what has run out is none', (reason, usual, strict) => {
    expect(patronAnswer(account({}), standing(reason), 'right').validPatron).toBe(usual);
    expect(patronAnswer(account({ expiredIsInvalid: true }), standing(reason), 'right').validPatron).toBe(strict);
  });

  it('says of a block what concerns the machine, and that it owes only where there is a debt', () => {
    const answer = (purpose: SipAccount['purpose'], of: PatronBlock) =>
      patronAnswer(account({ purpose }), standing('blocked_here', [of]), 'right');
    expect([...answer('loan', block(['loan'])).flags]).toEqual(['charge_denied']);
    expect([...answer('loan', block(['loan'], 1)).flags]).toEqual(['charge_denied', 'excessive_fees']);
    expect([...answer('loan', block(['entry', 'eresource'])).flags]).toEqual([]);
    expect(answer('loan', block(['entry'])).reason).toBe('ok');
    expect([...answer('entry', block(['loan'], 1)).flags]).toEqual([]);
    expect(answer('entry', block(['entry', 'loan'])).flags.size).toBe(4);
    expect(answer('eresource', block(['eresource'])).reason).toBe('blocked_here');
  });

  it('sums debts of one currency', () => {
    const debts = standing('blocked_here', [block(['loan'], 100), { ...block(['renew'], 5), id: 'c' }]);
    expect(patronAnswer(account({}), debts, 'right').fees).toEqual({ amountMinor: 105, currency: 'RUB' });
    expect(patronAnswer(account({}), debts, 'wrong').fees).toBeUndefined();
  });
});

describe('what stands on the screen', () => {
  it.each([
    [{ familyName: 'Иванова', givenName: 'Анна', patronymic: 'Петровна' }, 'Иванова, Анна Петровна'],
    [{ familyName: 'Сухарно', givenName: null, patronymic: null }, 'Сухарно'],
    [{ familyName: 'King, Jr', givenName: 'Martin, L', patronymic: null }, 'King  Jr, Martin  L'],
  ])('is taken apart at its last comma: %j', (name, shown) => {
    expect(nameOnScreen(name)).toBe(shown);
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [15_050, '150.50'],
    [100_000_000, '1000000.00'],
  ])('%i is %s', (amount, text) => {
    expect(amountText(amount)).toBe(text);
  });
});
