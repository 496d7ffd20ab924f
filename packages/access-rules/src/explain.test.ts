import { describe, expect, it } from '@jest/globals';
import { explain } from './explain.ts';
import { isReasonCode, type ReasonCode, type ReasonEntry, reasonCodes } from './reason-codes.ts';

const entries = Object.entries(reasonCodes) as [ReasonCode, ReasonEntry][];
const refusal = (reasonCode: ReasonCode) => ({ decision: false, reasonCode, ruleId: null });

describe('the table of reasons', () => {
  it('gives every reason a number of its own', () => {
    expect(new Set(entries.map(([, entry]) => entry.number)).size).toBe(entries.length);
  });

  it.each(entries)('%s is a grant, a standard denial (128–164) or ours (from 512)', (code, { number }) => {
    if (code === 'ok') expect(number).toBe(1);
    else expect((number >= 128 && number <= 164) || number >= 512).toBe(true);
  });

  it.each(entries)('%s has whole sentences in both languages', (_code, { person, guard }) => {
    for (const text of [person, guard]) {
      expect(text.ru).toMatch(/^[А-ЯЁ].*[.!]$/);
      expect(text.en).toMatch(/^[A-Z].*[.!]$/);
    }
  });

  it.each(entries)('%s fits the 255 bytes that a guard’s or library terminal shows', (_code, { guard }) => {
    for (const text of [guard.ru, guard.en]) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(255);
  });

  it.each<[ReasonCode, ReasonCode]>([
    ['lost', 'unknown'],
    ['stolen', 'unknown'],
    ['barred', 'no_rule'],
  ])('%s reads like %s to the person, but not to the guard', (secret, plain) => {
    expect(reasonCodes[secret].person).toEqual(reasonCodes[plain].person);
    expect(reasonCodes[secret].guard).not.toEqual(reasonCodes[plain].guard);
  });

  it('recognises its own codes only', () => {
    expect(isReasonCode('ok')).toBe(true);
    for (const other of ['toString', 'OK', '', null, 1]) expect(isReasonCode(other)).toBe(false);
  });
});

describe('explain', () => {
  const zone = { timeZone: 'Asia/Tomsk' };
  const rule = { reasonText: { ru: 'Идёт учёт фондов.', en: 'Stocktaking is under way.' } };
  const closed = { ...refusal('outside_schedule'), nextAllowedFrom: Date.parse('2026-11-24T08:00:00+07:00') };

  it('names the next opening on the wall clock of the zone', () => {
    expect(explain(closed, 'ru', { zone }).person).toBe(
      'Сейчас для вас здесь закрыто. Вход откроется: вторник, 24 ноября в 08:00.',
    );
    expect(explain(closed, 'en', { zone }).person).toBe(
      'It is closed for you at this hour. You can enter from Tuesday 24 November at 08:00.',
    );
  });

  it('names no time without a zone', () => {
    expect(explain(closed, 'ru').person).toBe('Сейчас для вас здесь закрыто.');
  });

  it('lets the owner of a rule speak', () => {
    const said = explain(refusal('policy_denied'), 'ru', { rule });
    expect(said.person).toBe('Идёт учёт фондов.');
    expect(said.guard).toContain('Идёт учёт фондов.');
  });

  it('tells the words of a ban to the guard only', () => {
    const said = explain(refusal('barred'), 'en', { rule });
    expect(said.person).toBe(reasonCodes.no_rule.person.en);
    expect(said.guard).toContain('Stocktaking');
  });

  it('does not greet with the words of a refusal', () => {
    const said = explain({ decision: true, reasonCode: 'ok', ruleId: 'r' }, 'en', { rule });
    expect(said.person).toBe('Please come in.');
  });
});
