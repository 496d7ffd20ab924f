import { describe, expect, it } from '@jest/globals';
import { drawCardNumber, formatCardNumber } from '@onecampus/pass-codes';
import { randomDigits } from '@onecampus/runtime';
import { plain, Visitor } from '../support/browser-visitor.ts';
import { numberOnPage, scanAtDesk, signInAtService } from '../support/desk.ts';
import { programToken } from '../support/oidc-client.ts';
import { evaluate } from './evaluate.ts';
import { domain, type Journey, logins, password, zone } from './journey.ts';

/** From the librarian's desk to the gate, by pages, by the API and by AuthZEN. */
export function carriedAndChecked(at: Journey): void {
  const desk = () => at.system.urls.of['card-issuer'];
  const atDesk = async (who: 'librarian' | 'student') => {
    const visitor = new Visitor();
    return { visitor, page: await signInAtService(visitor, `${desk()}/`, { login: logins[who], password }) };
  };
  const api = async (method: string, path: string, body?: unknown) =>
    fetch(`${desk()}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await programToken(at.system.urls.issuer, at.library, { resource: desk(), scope: 'cards.read cards.write' })}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const ask = (number: string, token = at.terminal.token) =>
    evaluate(at.system.urls.of['access-checker'], { number, token });

  describe('a card', () => {
    let number: string;

    it('is issued at the desk from the stock: the student number finds the reader, the scan becomes the card', async () => {
      const { visitor } = await atDesk('librarian');
      const reader = await scanAtDesk(visitor, desk(), '70001\r');
      expect(reader.url).toBe(`${desk()}/readers/${at.personIds.student}`);
      expect(plain(reader.text)).toContain('Снегова Нина Петровна');
      // Just what the task needs: no day of birth, no e-mail, no national number.
      expect(plain(reader.text)).not.toMatch(/02\.03\.2005|2005-03-02|n\.snegova@/);

      const drawn = drawCardNumber(randomDigits);
      const issued = await visitor.send(reader, { number: `${formatCardNumber(drawn)}\r` }, /\/issue$/);
      number = numberOnPage(issued)!;
      expect(number).toBe(drawn);
      expect(await (await api('GET', `/api/v1/cards/${number}`)).json()).toMatchObject({
        state: 'active',
        personId: at.personIds.student,
      });
    });

    it('opens the gate, and the passage is written down', async () => {
      const answer = await ask(number);
      expect(answer).toMatchObject({ status: 200, body: { decision: true, context: { reason_code: 'ok' } } });
      await until(async () => {
        const { passages } = await at.system.operator.call<{ passages: { decision: boolean; terminal: string }[] }>(
          'access-checker',
          'GET',
          `/api/v1/zones/${zone}/passages`,
        );
        return passages.some(({ decision, terminal }) => decision && terminal === 'north-gate-1');
      });
    });

    it('is not for other eyes: a student at the desk comes to his own card alone', async () => {
      const { visitor, page } = await atDesk('student');
      expect(page.url).toBe(`${desk()}/my`);
      expect(numberOnPage(page)).toBe(number);
      expect((await visitor.open(`${desk()}/readers/${at.personIds.otherStudent}`)).status).toBe(403);
    });

    it('that is suspended at the desk is refused at the gate, and stays refused', async () => {
      const { visitor } = await atDesk('librarian');
      const reader = await scanAtDesk(visitor, desk(), number);
      const page = await visitor.send(reader, {}, /\/suspend$/);
      const answered = performance.now();
      expect(page.status).toBe(200);

      let refusedAt: number | undefined;
      while (refusedAt === undefined && performance.now() - answered < 20_000) {
        if (!(await ask(number)).body.decision) refusedAt = performance.now();
      }
      expect(refusedAt).toBeDefined();
      console.info(
        `suspended at the desk, refused at the gate ${(refusedAt! - answered).toFixed(0)} ms after the desk's answer`,
      );
      for (let again = 0; again < 50; again += 1) {
        expect((await ask(number)).body).toMatchObject({ decision: false, context: { reason_code: 'suspended' } });
      }
    });

    it('that is replaced never lives again, and the new one opens at once what it opened', async () => {
      const { visitor } = await atDesk('librarian');
      const reader = await scanAtDesk(visitor, desk(), number);
      const page = await visitor.send(reader, { number: '' }, /\/replace$/);
      const next = numberOnPage(page)!;
      expect(next).not.toBe(number);
      expect((await api('POST', `/api/v1/cards/${number}/reactivate`)).status).toBe(409);
      await until(async () => (await ask(next)).body.decision);
      expect((await ask(number)).body.decision).toBe(false);
      const { cards } = (await (await api('GET', `/api/v1/people/${at.personIds.student}/cards`)).json()) as {
        cards: { state: string }[];
      };
      expect(cards.map(({ state }) => state)).toEqual(['active', 'replaced']);
    });

    it('is issued through the API once for one Idempotency-Key', async () => {
      const body = { student_number: '70008', university: domain };
      const token = await programToken(at.system.urls.issuer, at.library, { resource: desk(), scope: 'cards.write' });
      const issue = () =>
        fetch(`${desk()}/api/v1/cards`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': 'manager-1',
          },
          body: JSON.stringify(body),
        });
      const answers = [await issue(), await issue()];
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const [first, second] = (await Promise.all(answers.map((one) => one.json()))) as { number: string }[];
      expect(second).toEqual(first);
      expect((await api('POST', '/api/v1/cards', body)).status).toBe(409);
    });

    it('whose holder has left opens nothing', async () => {
      const { personId } = await at.done<{ personId: string }>('people', 'show', `y.letnyaya@${domain}`);
      expect((await api('POST', '/api/v1/cards', { personId })).status).toBe(409);
    });

    it('opens the gate of a terminal only as long as the terminal is enrolled', async () => {
      const enrolled = await at.done<{ id: string; token: string }>(
        'terminals',
        'enrol',
        '--zone',
        zone,
        '--name',
        'north-gate-2',
      );
      const { cards } = (await (await api('GET', `/api/v1/people/${at.personIds.student}/cards`)).json()) as {
        cards: { number: string; state: string }[];
      };
      const live = cards.find(({ state }) => state === 'active')!.number;
      expect((await ask(live, enrolled.token)).status).toBe(200);
      await at.done('terminals', 'revoke', enrolled.id);
      expect((await ask(live, enrolled.token)).status).toBe(401);
    });
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it never came to hold');
  }
}
