import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { openMachine } from '../integration/card-issuer/sip2-library.ts';
import { type Credentials, startOidcClient } from '../support/oidc-client.ts';
import {
  domain,
  type Journey,
  logins,
  otherDomain,
  otherUniversity,
  password,
  roll,
  university,
  type Who,
  zone,
} from './journey.ts';

/** Everything that the sample consortium contains, made from nothing but the operator's command line. */
export function madeFromTheCommandLine(at: Journey): void {
  describe('a consortium made from the command line alone', () => {
    it('is healthy before anything is in it', async () => {
      const findings = await at.done<{ what: string; ok: boolean }[]>('doctor');
      expect(findings.filter(({ ok }) => !ok)).toEqual([]);
      expect(findings.length).toBeGreaterThanOrEqual(6);
    });

    it('takes universities in', async () => {
      await at.done(
        'universities',
        'add',
        university,
        '--domain',
        domain,
        '--name-en',
        'Northern University',
        '--name-ru',
        'Северный университет',
      );
      await at.done(
        'universities',
        'add',
        otherUniversity,
        '--domain',
        otherDomain,
        '--name-en',
        'Southern University',
        '--name-ru',
        'Южный университет',
      );
      const { universities } = await at.done<{ universities: { slug: string }[] }>('universities', 'list');
      expect(universities.map(({ slug }) => slug).toSorted()).toEqual([university, otherUniversity]);
    });

    it('tries a roll out without changing anything, then imports it and names the broken row', async () => {
      const file = await at.write('roll.csv', iconv.encode(roll, 'win1251'));
      const tried = await at.done<{ state: string }>('people', 'import', file, '--university', university, '--dry-run');
      expect(tried.state).not.toBe('applied');
      expect((await at.run('people', 'show', logins.student, '--output', 'json')).code).toBe(4);

      const imported = await at.done<{ state: string; refused: { line: number; field: string }[] }>(
        'people',
        'import',
        file,
        '--university',
        university,
      );
      expect(imported.state).toBe('applied');
      expect(imported.refused).toEqual([expect.objectContaining({ line: 8, field: 'birth_date' })]);
      for (const [who, login] of Object.entries(logins)) {
        at.personIds[who as Who] = (await at.done<{ personId: string }>('people', 'show', login)).personId;
      }
      expect(await at.done('people', 'show', `${university}:70001`)).toMatchObject({ personId: at.personIds.student });
    });

    it('changes nothing when the same roll comes again', async () => {
      const people = async () =>
        (await at.system.database.admin.raw(`select count(*)::int as n, sum(version)::int as v from directory.people`))
          .rows;
      const before = await people();
      const file = await at.write('roll.csv', iconv.encode(roll, 'win1251'));
      expect((await at.run('people', 'import', file, '--university', university)).code).toBe(0);
      expect(await people()).toEqual(before);
    });

    it('compares people with those of other universities, and shows what is to be decided', async () => {
      expect(await at.done('match', 'run')).toMatchObject({ asked: 0 });
      expect(await at.done('match', 'list', university)).toEqual({ matches: [] });
      expect(await at.done('match', 'split', logins.student)).toEqual({ personId: at.personIds.student, merges: [] });
      expect((await at.run('match', 'show', crypto.randomUUID())).code).toBe(4);
    });

    it('gives people passwords and staff their roles', async () => {
      const file = await at.write('password.txt', `${password}\n`);
      for (const login of Object.values(logins)) {
        await at.done('accounts', 'set-password', login, '--password-file', file);
      }
      for (const [who, role] of [
        ['librarian', 'librarian'],
        ['manager', 'facility-manager'],
        ['secondLibrarian', 'librarian'],
        ['secondLibrarian', 'registrar'],
      ] as const) {
        await at.done('staff', 'grant', logins[who], '--role', role, '--university', university);
      }
    });

    it('registers clients and prints what each needs', async () => {
      for (const name of ['Learning North', 'Learning South']) {
        const client = await startOidcClient(at.system.urls.issuer);
        const added = await at.done<Credentials & { endpoints: Record<string, string> }>(
          'clients',
          'add',
          '--name',
          name,
          '--redirect-uri',
          client.redirectUri,
          '--post-logout-redirect-uri',
          client.signedOutUri,
          '--backchannel-logout-uri',
          client.backchannelUri,
        );
        expect(added.endpoints['discovery']).toBe(`${at.system.urls.issuer}/.well-known/openid-configuration`);
        expect(added.client_secret.length).toBeGreaterThanOrEqual(43);
        await client.configure(added);
        at.clients.push({ client, credentials: added });
      }
      at.library = await at.done<Credentials>(
        'clients',
        'add',
        '--name',
        'Library system',
        '--scope',
        'cards.read cards.write',
      );
      at.powerless = await at.done<Credentials>('clients', 'add', '--name', 'Statistics', '--scope', 'people.read');
      const { clients } = await at.done<{ clients: { client_name: string; client_secret?: string }[] }>(
        'clients',
        'list',
      );
      expect(clients.map(({ client_name }) => client_name)).toEqual(
        expect.arrayContaining(['Learning North', 'Library system']),
      );
      expect(clients.every((one) => one.client_secret === undefined)).toBe(true);
    });

    it('sets zones and rules up and enrols a terminal', async () => {
      await at.done(
        'zones',
        'add',
        zone,
        '--university',
        university,
        '--kind',
        'library',
        '--title-en',
        'Reading room',
        '--title-ru',
        'Читальный зал',
      );
      const rules = [
        {
          name: 'members-of-the-north',
          effect: 'permit',
          audience: { any_of: [{ affiliation: 'member', scope: domain }] },
          schedule: 'always',
        },
      ];
      await at.done('rules', 'set', zone, '--file', await at.write('rules.json', JSON.stringify(rules)));
      const listed = await at.done<{ rules: object[] }>('rules', 'list', zone);
      expect(listed.rules).toEqual([expect.objectContaining(rules[0]!)]);
      // What `list` prints is what `set` takes.
      await at.done('rules', 'set', zone, '--file', await at.write('rules-again.json', JSON.stringify(listed)));

      const enrolled = await at.done<{
        id: string;
        token: string;
        private_jwk: Record<string, unknown>;
        evaluation_endpoint: string;
      }>('terminals', 'enrol', '--zone', zone, '--name', 'north-gate-1');
      expect(enrolled.evaluation_endpoint).toBe(`${at.system.urls.of['access-checker']}/access/v1/evaluation`);
      at.terminal = { id: enrolled.id, token: enrolled.token, privateJwk: enrolled.private_jwk };
      const { terminals } = await at.done<{ terminals: { id: string }[] }>('terminals', 'list');
      expect(terminals).toEqual([expect.objectContaining({ id: enrolled.id, zone, name: 'north-gate-1' })]);
    });

    it('reads what waits for somebody: questions, disputes, imports, chains', async () => {
      expect(await at.done('match', 'list', university)).toEqual({ matches: [] });
      expect(await at.done('disputes', 'list', university)).toEqual({ disputes: [] });
      expect(JSON.stringify(await at.done('feeds', 'list', '--university', university))).toContain('roll');
      const file = `${at.folder}/audit.ndjson`;
      await at.done('audit', 'export', '--university', university, '--file', file);
      expect(await at.done('audit', 'verify', file)).toMatchObject({ ok: true });
    });

    it('walks a card through its life', async () => {
      const issued = await at.done<{ number: string; state: string }>('cards', 'issue', logins.otherStudent);
      expect(issued).toMatchObject({ state: 'active', number: expect.stringMatching(/^2\d{13}$/) });
      expect(await at.done('cards', 'suspend', issued.number)).toMatchObject({ state: 'suspended' });
      expect(await at.done('cards', 'reactivate', issued.number)).toMatchObject({ state: 'active' });
      expect(await at.done('cards', 'report', issued.number, '--as', 'lost')).toMatchObject({ state: 'lost' });
      const next = await at.done<{ number: string }>('cards', 'replace', issued.number);
      expect(next.number).not.toBe(issued.number);
      expect(await at.done('cards', 'show', issued.number)).toMatchObject({ state: 'replaced' });
      expect((await at.run('cards', 'reactivate', issued.number)).code).toBe(3);
    });

    it('lets a library machine ask, and changes, renews and switches it off', async () => {
      const added = await at.done<{ secret: string }>(
        ...['sip', 'add', 'kiosk-1', '--university', university, '--institution', 'NU', '--title', 'Library'],
        ...['--purpose', 'loan', '--networks', '10.1.0.0/16,127.0.0.0/8', '--pin', 'none', '--may-block', 'yes'],
      );
      expect(added).toMatchObject({ networks: ['10.1.0.0/16', '127.0.0.0/8'], pin: 'none', may_block: true });
      const machine = await openMachine(at.system.sip2Port!);
      expect(await machine.ask(`9300CNkiosk-1|CO${added.secret}|`)).toBe('941');
      expect(await machine.ask('9900302.00')).toMatch(/\|AMLibrary\|/);
      machine.end();
      const changed = await at.done('sip', 'change', 'kiosk-1', '--idle-seconds', '1200', '--enabled', 'no');
      expect(changed).toMatchObject({ idle_seconds: 1_200, enabled: false });
      const { secret } = await at.done<{ secret: string }>('sip', 'secret', 'kiosk-1');
      expect(secret).not.toBe(added.secret);
      expect((await at.done<{ accounts: object[] }>('sip', 'list')).accounts).toHaveLength(1);
      expect((await at.run('sip', 'change', 'nobody', '--enabled', 'no')).code).toBe(4);
      expect((await at.run('sip', 'change', 'kiosk-1', '--enabled', 'perhaps')).code).toBe(2);
    });

    it.each([
      { code: 2, args: ['no-such-command'] },
      { code: 2, args: ['people', 'import', '/nowhere/roll.csv', '--university', university] },
      { code: 2, args: ['zones', 'add', 'x-room'] },
      { code: 2, args: ['doctor', '--output', 'yaml'] },
      { code: 3, args: ['cards', 'issue', logins.otherStudent] },
      { code: 3, args: ['cards', 'show', '20000000000001'] },
      { code: 3, args: ['staff', 'grant', logins.student, '--role', 'emperor', '--university', university] },
      { code: 4, args: ['people', 'show', `nobody@${domain}`] },
      { code: 4, args: ['rules', 'list', 'no-such-zone'] },
      { code: 4, args: ['people', 'import', 'ROLL', '--university', 'no-such-university'] },
    ])('ends with $code for $args', async ({ code, args }) => {
      const roll = `${at.folder}/roll.csv`;
      const ran = await at.run(...args.map((one) => (one === 'ROLL' ? roll : one)));
      expect({ code: ran.code, said: ran.err.trim() !== '' }).toEqual({ code, said: true });
      expect(ran.err).not.toMatch(/\n\s+at .*\.ts:/);
    });

    it('ends with 5 where nothing listens and with 6 for a wrong secret, and says why as JSON', async () => {
      const { configuration } = at.system;
      const away = await at.write(
        'away.json',
        JSON.stringify({
          ...configuration,
          services: Object.fromEntries(Object.keys(configuration.services).map((name) => [name, 'http://127.0.0.1:9'])),
        }),
      );
      const foreign = await at.write(
        'foreign.json',
        JSON.stringify({ ...configuration, clientSecret: 'x'.repeat(43) }),
      );
      const { campus } = await import('./campus.ts');
      const unreachable = await campus(away, 'universities', 'list', '--output', 'json');
      const refused = await campus(foreign, 'universities', 'list', '--output', 'json');
      expect([unreachable.code, JSON.parse(unreachable.err).reason]).toEqual([5, 'unavailable']);
      expect([refused.code, JSON.parse(refused.err).reason]).toEqual([6, 'not-allowed']);
    });
  });
}
