import { beforeAll, describe, expect, it } from '@jest/globals';
import { plain, Visitor } from '../support/browser-visitor.ts';
import { scanAtDesk, signInAtService } from '../support/desk.ts';
import { evaluate } from './evaluate.ts';
import { domain, type Journey, logins, password } from './journey.ts';

/** How a person's number and a card's number are misread, mistyped and forged; never does it become somebody else. */
export function badCardNumbers(at: Journey): void {
  describe('a number that is read', () => {
    const desk = () => at.system.urls.of['card-issuer'];
    let number: string;
    let librarian: Visitor;
    // One librarian may search 60 times a minute.
    let another: Visitor;

    beforeAll(async () => {
      const { cards } = await at.system.operator.call<{ cards: { number: string; state: string }[] }>(
        'card-issuer',
        'GET',
        `/api/v1/people/${at.personIds.student}/cards`,
      );
      number = cards.find(({ state }) => state === 'active')!.number;
      librarian = new Visitor();
      await signInAtService(librarian, `${desk()}/`, { login: logins.librarian, password });
      another = new Visitor();
      await signInAtService(another, `${desk()}/`, { login: logins.secondLibrarian, password });
    });

    const ask = (scanned: string) =>
      evaluate(at.system.urls.of['access-checker'], { number: scanned, token: at.terminal.token });

    const asScanned: [string, (number: string) => string][] = [
      ['as it is', (one) => one],
      ['with a trailing CR', (one) => `${one}\r`],
      ['with CR and LF', (one) => `${one}\r\n`],
      ['with a symbology identifier in front', (one) => `]C0${one}`],
      ['framed by Codabar letters', (one) => `A${one}B`],
      ['in groups', (one) => one.replace(/(\d{4})(?=\d)/g, '$1 ')],
      ['in groups with no-break spaces', (one) => one.replace(/(\d{4})(?=\d)/g, '$1\u00a0')],
      ['in groups with hyphens', (one) => one.replace(/(\d{4})(?=\d)/g, '$1-')],
    ];
    describe('a card number', () => {
      it.each(asScanned)('is the same %s', async (_, scan) => {
        expect((await ask(scan(number))).body.decision).toBe(true);
        expect((await scanAtDesk(librarian, desk(), scan(number))).url).toBe(
          `${desk()}/readers/${at.personIds.student}`,
        );
      });

      const misread: [string, (number: string) => string, string][] = [
        ['with a wrong check digit', (one) => `${one.slice(0, -1)}${(Number(one.at(-1)) + 1) % 10}`, 'unreadable'],
        ['with two digits exchanged', swapped, 'unreadable'],
        [
          'with a Cyrillic О for 0 and З for 3',
          (one) => lookAlike(one, { '0': 'О', '3': 'З', '1': 'І', '2': 'Ƨ' }),
          'unreadable',
        ],
        [
          'with Latin letters for digits',
          (one) => lookAlike(one, { '0': 'O', '1': 'l', '5': 'S', '8': 'B', '2': 'Z' }),
          'unreadable',
        ],
        [
          'in Arabic digits',
          (one) => lookAlike(one, Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((to, from) => [String(from), to]))),
          'unreadable',
        ],
        [
          'in full-width digits',
          (one) =>
            lookAlike(one, Object.fromEntries([...'０１２３４５６７８９'].map((to, from) => [String(from), to]))),
          'unreadable',
        ],
        ['without its first digit', (one) => one.slice(1), 'unreadable'],
        ['with a digit too many', (one) => `${one}0`, 'unreadable'],
        ['twice in a row', (one) => one + one, 'unreadable'],
        ['of a book', (one) => `3${one.slice(1)}`, 'unreadable'],
        ['with a null byte in it', (one) => `${one.slice(0, 7)}\0${one.slice(7)}`, 'unreadable'],
        ['with a wildcard', (one) => `${one.slice(0, -1)}%`, 'unreadable'],
        ['with a quotation mark', (one) => `${one}' or '1'='1`, 'unreadable'],
        ['that nobody carries', () => '20000000000006', 'unknown'],
      ];
      it.each(misread)('%s opens nothing and finds nobody', async (_, scan, reason) => {
        const scanned = scan(number);
        const answer = await ask(scanned);
        expect(answer).toMatchObject({ status: 200, body: { decision: false } });
        expect([answer.body.context.reason_code, answer.body.context.reason_user.ru]).toEqual([
          reason,
          expect.stringMatching(/[а-я]/),
        ]);

        const page = await scanAtDesk(librarian, desk(), scanned);
        expect(page.url).not.toContain(`/readers/${at.personIds.student}`);
        expect(page.status).toBe(422);
        for (const name of ['Снегова', 'Морозов', 'Замков', 'Летняя']) expect(plain(page.text)).not.toContain(name);
      });

      it.each([
        '',
        ' ',
        '\r',
        ']C0',
        '0',
        'null',
        'undefined',
        '-1',
        '1e14',
        '../..',
        '<script>alert(1)</script>',
        '😀'.repeat(20),
        'x'.repeat(900),
      ])('is not made of %j', async (scanned) => {
        if (scanned !== '') expect((await ask(scanned)).body.decision).toBe(false);
        const page = await scanAtDesk(librarian, desk(), scanned);
        expect(page.url).not.toMatch(/\/readers\/[0-9a-f]+-/);
        expect(page.status).toBe(422);
        expect(page.text).not.toContain('<script>alert');
      });

      it('in the address of the API is refused in words, whatever is wrong with it', async () => {
        for (const bad of [
          '2000',
          `${number}0`,
          `3${number.slice(1)}`,
          encodeURIComponent(lookAlike(number, { '0': 'О', '1': 'І', '2': 'З' })),
        ]) {
          const ran = await at.run('cards', 'show', decodeURIComponent(bad), '--output', 'json');
          expect([ran.code, JSON.parse(ran.err).problem.code]).toEqual([3, 'card.number_unfit']);
        }
      });
    });

    describe('a student number at the desk', () => {
      it.each(['70001', ' 70001 ', '70001\r', '70001\r\n', logins.student, logins.student.toUpperCase()])(
        '%j finds its reader',
        async (scanned) => {
          expect((await scanAtDesk(another, desk(), scanned)).url).toBe(`${desk()}/readers/${at.personIds.student}`);
        },
      );

      it.each([
        '7000',
        '700011',
        '7OOO1',
        '7ООО1',
        '70001%',
        '7000_',
        '*',
        `n.snegova@${domain}.evil.example`,
        'n.snegova@',
      ])('%j finds nobody', async (scanned) => {
        const page = await scanAtDesk(another, desk(), scanned);
        expect(page.url).not.toMatch(/\/readers\/[0-9a-f]+-/);
        expect(page.status).toBe(422);
        expect(plain(page.text)).not.toContain('Снегова');
      });

      it('that is no number but reads as a name is a question about the own people, and nobody at once', async () => {
        const page = await scanAtDesk(another, desk(), 'n.snegova');
        expect([page.status, page.url]).toEqual([200, `${desk()}/readers/find`]);
        expect(plain(page.text)).toContain('Снегова');
      });
    });
  });
}

/** Every digit of the table, and at least one, written with a letter. */
function lookAlike(number: string, table: Readonly<Record<string, string>>): string {
  return [...number].map((digit) => table[digit] ?? digit).join('');
}

/** Two neighbours that differ (and are not 0 and 9, the one exchange that Luhn does not see). */
function swapped(number: string): string {
  for (let at = 1; at < number.length - 1; at += 1) {
    const [one, next] = [number[at]!, number[at + 1]!];
    if (one === next || [one, next].toSorted().join('') === '09') continue;
    return number.slice(0, at) + next + one + number.slice(at + 2);
  }
  throw new Error('a number of one digit');
}
