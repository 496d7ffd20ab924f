import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, type StaffRole } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { linkIn, signInToOwnPages } from './own-pages.ts';

type Staff = ArrangedPerson & { readonly browser: Browser };

let database: FreshDatabase;
let provider: IdentityProvider;
let smtp: SmtpReceiver;
let tpu: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];
let tsu: typeof tpu;
let maria: Staff;
let nina: Staff;
let head: Staff;
let foreign: Staff;
const log: string[] = [];
const password = 'двое за одной стойкой';

beforeAll(async () => {
  smtp = await startSmtpReceiver();
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  provider = await startIdentityProviders(database, {
    settings: { CAMPUS_SMTP_URL: smtp.url, CAMPUS_CONSOLE_PASSKEYS: 'no' },
    log: (line) => log.push(line),
  });
  maria = await staff('librarian', 'Библиотекарева');
  nina = await staff('librarian', 'Читальная');
  head = await staff('administrator', 'Главная');
  foreign = await staff('librarian', 'Чужая', tsu);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await smtp?.stop();
});

const at = (path: string) => `${provider.issuer}${path}`;

async function account(change: Partial<Parameters<typeof arrangePerson>[1]> = {}): Promise<ArrangedPerson> {
  const person = await arrangePerson(database.admin, { university: tpu, ...change });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
  return person;
}

async function staff(role: StaffRole, familyName: string, university = tpu): Promise<Staff> {
  const person = await account({ university, familyName, affiliation: 'staff', roles: [role] });
  const { browser } = await signInToOwnPages(provider, { login: person.eppn, password });
  return { ...person, browser };
}

const opening = (who: Staff, person: ArrangedPerson, slug = 'tpu') =>
  who.browser.post(at(`/console/${slug}/recoveries`), { person: person.personId, document: 'passport' });

async function opened(who: Staff, person: ArrangedPerson): Promise<string> {
  const response = await opening(who, person);
  expect(response.status).toBe(303);
  return response.headers.get('location')!.split('/').at(-1)!;
}

const sql = (text: string, ...values: string[]) => database.admin.raw<{ rows: unknown[] }>(text, values);
const confirmedTotp = `insert into identity_provider.totp (person_id, sealed_secret, confirmed_at) values (?, 'v1.x.y.z', now())`;

const act = (who: Staff, id: string, what: string, form: Record<string, string> = {}, slug = 'tpu') =>
  who.browser.post(at(`/console/${slug}/recoveries/${id}/${what}`), form);

/** So much time has passed since everything that was done with it. */
async function pass(id: string, hours: number): Promise<void> {
  await database.admin.raw(
    `update identity_provider.recoveries set opened_at = opened_at - i, approved_at = approved_at - i, ready_at = ready_at - i,
       closes_at = closes_at - i, code_expires_at = code_expires_at - i from make_interval(mins => ?) i where id = ?`,
    [Math.round(hours * 60), id],
  );
}

async function shownCode(who: Staff, id: string): Promise<string> {
  const response = await act(who, id, 'code', { way: 'shown' });
  expect(response.status).toBe(200);
  return /[a-z]{5}(?:-[a-z]{5}){3}/.exec(await response.text())![0];
}

const finish = (code: string, chosen: string) =>
  new Browser().post(at('/recover/password'), { code, password: chosen });

describe('recovery in person', () => {
  it('two of staff, a day, a code, and the person’s own new password; nothing of before opens anything', async () => {
    const anna = await account({ familyName: 'Потерялова' });
    const before = await signInToOwnPages(provider, { login: anna.eppn, password });
    expect(before.url).toBe(at('/account'));
    await sql(confirmedTotp, anna.personId);
    await sql(
      `insert into identity_provider.passkeys (id, person_id, credential_id, public_key, counter, backed_up, name)
       values (gen_random_uuid(), ?, 'lost', 'x', 0, false, 'Телефон')`,
      anna.personId,
    );
    await sql(
      `insert into identity_provider.email_addresses (id, person_id, address, address_normal, confirmed_at)
       values (gen_random_uuid(), ?, 'thief@mail.example', 'thief@mail.example', now())`,
      anna.personId,
    );
    const found = await (await maria.browser.get(at(`/console/tpu/recoveries?who=${anna.studentNumber}`))).text();
    expect(found).toContain('Потерялова');
    const id = await opened(maria, anna);
    const warning = await smtp.waitFor(anna.eppn, 'Просьба восстановить доступ');
    expect(warning.text).toContain('24');
    expect(await (await before.browser.get(at('/account/notices'))).text()).toContain('Идёт восстановление доступа');

    expect((await act(nina, id, 'code', { way: 'shown' })).status).toBe(409);
    expect((await act(nina, id, 'approve')).status).toBe(303);
    await smtp.waitFor(anna.eppn, 'подтверждено');
    await pass(id, 23.9);
    const early = await act(nina, id, 'code', { way: 'shown' });
    expect(early.status).toBe(409);
    expect(await early.text()).toContain('только после срока');
    await pass(id, 0.2);
    const first = await shownCode(nina, id);
    const code = await shownCode(maria, id);
    expect((await finish(first, 'пароль по мёртвому коду')).status).toBe(410);
    const page = await new Browser().post(at('/recover'), { code });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain('Потерялова');
    const fresh = 'совсем другой вход после потери';
    expect((await finish(code, 'коротко')).status).toBe(422);
    expect((await finish(code, fresh)).status).toBe(200);
    expect((await finish(code, 'второй по тому же коду')).status).toBe(410);

    expect((await before.browser.get(at('/account'))).status).toBe(303);
    expect((await signInToOwnPages(provider, { login: anna.eppn, password })).response.status).toBe(422);
    expect((await signInToOwnPages(provider, { login: anna.eppn, password: fresh })).url).toBe(at('/account'));
    await smtp.waitFor(anna.eppn, 'Доступ восстановлен');
    expect((await sql('select from identity_provider.email_addresses')).rows).toEqual([]);

    const { rows } = await database.admin.raw<{ rows: { action: string; actor: string; university: string }[] }>(
      `select action, actor, university_id as university from directory.audit_trail
       where subject = ? and action like 'recovery.%' order by id`,
      [`person:${anna.personId}`],
    );
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['recovery.opened', `person:${maria.personId}`],
      ['recovery.approved', `person:${nina.personId}`],
      ['recovery.code_issued', `person:${nina.personId}`],
      ['recovery.code_issued', `person:${maria.personId}`],
      ['recovery.finished', `person:${anna.personId}`],
    ]);
    expect(new Set(rows.map(({ university }) => university))).toEqual(new Set([tpu.id]));
    expect(log.filter((line) => line.includes(code) || line.includes('Потерялова'))).toEqual([]);
  });

  it('is never opened and approved by one human, not even with two accounts, nor helped along by its owner', async () => {
    const person = await account();
    const id = await opened(maria, person);
    expect((await act(maria, id, 'approve')).status).toBe(403);

    // A second account of the same human at the same desk, known as such only afterwards.
    const second = await staff('librarian', 'Двойникова');
    const theirs = await opened(second, await account());
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [maria.personId, second.personId], {
        id: uuidv7(),
        method: 'self',
        reason: 'test',
        decidedBy: [`person:${maria.personId}`],
      }),
    );
    const doubled = await act(second, id, 'approve');
    expect(doubled.status).toBe(403);
    expect(await doubled.text()).toContain('должен другой сотрудник');
    expect((await act(maria, theirs, 'approve')).status).toBe(403);
    expect((await opening(nina, nina)).status).toBe(403);

    const librarian = await staff('administrator', 'Самова');
    const own = await opened(nina, librarian);
    expect((await act(librarian, own, 'approve')).status).toBe(403);
    expect((await act(head, own, 'approve')).status).toBe(303);
    await pass(own, 73);
    expect((await act(librarian, own, 'code', { way: 'shown' })).status).toBe(403);

    const { rows } = await database.admin.raw<{ rows: { approved_by: string | null }[] }>(
      'select approved_by from identity_provider.recoveries where id = ?',
      [id],
    );
    expect(rows).toEqual([{ approved_by: null }]);
    await expect(
      database.admin.raw(
        'update identity_provider.recoveries set approved_by = opened_by, approved_at = now(), ready_at = now() where id = ?',
        [id],
      ),
    ).rejects.toMatchObject({ code: 'row.refused' });
    expect((await act(nina, id, 'refuse')).status).toBe(303);
  });

  it.each(['staff', 'officer'])('of somebody with a role takes three days and an administrator: %s', async (kind) => {
    const colleague = kind === 'staff' ? await staff('registrar', 'Регистраторова') : await account();
    if (kind === 'officer')
      await sql(
        `insert into identity_provider.consortium_roles (person_id, role, granted_by) values (?, 'security-officer', 'x')`,
        colleague.personId,
      );
    const id = await opened(maria, colleague);
    expect((await smtp.waitFor(colleague.eppn, 'Просьба восстановить доступ')).text).toContain('72');
    expect((await act(nina, id, 'approve')).status).toBe(403);
    expect((await act(head, id, 'approve')).status).toBe(303);
    await pass(id, 71.9);
    expect((await act(head, id, 'code', { way: 'shown' })).status).toBe(409);
    await pass(id, 0.2);
    expect(await shownCode(head, id)).toMatch(/-/);
  });

  it('is stopped by its owner with the link of any letter, without signing in, until the last moment', async () => {
    const person = await account();
    const id = await opened(maria, person);
    const first = linkIn((await smtp.waitFor(person.eppn, 'Просьба восстановить')).text, '/recover/stop');
    await act(nina, id, 'approve');
    const link = linkIn((await smtp.waitFor(person.eppn, 'подтверждено')).text, '/recover/stop');
    expect(link).toBe(first);
    await pass(id, 25);
    const code = await shownCode(nina, id);
    expect((await new Browser().get(link)).status).toBe(200);
    const query = Object.fromEntries(new URL(link).searchParams);
    const forged = { ...query, token: `${query['token']!.slice(0, -2)}AA` };
    expect((await new Browser().post(at('/recover/stop'), forged as Record<string, string>)).status).toBe(410);
    expect((await new Browser().post(at('/recover/stop'), query)).status).toBe(200);
    expect((await finish(code, 'пароль после остановки')).status).toBe(410);
    expect((await act(nina, id, 'code', { way: 'shown' })).status).toBe(409);
    expect((await signInToOwnPages(provider, { login: person.eppn, password })).url).toBe(at('/account'));
    await smtp.waitFor(person.eppn, 'остановлено');
  });

  it('is stopped in the account as well, and only in one’s own', async () => {
    const person = await account();
    const stranger = (await signInToOwnPages(provider, { login: (await account()).eppn, password })).browser;
    const owner = (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
    const id = await opened(maria, person);
    await stranger.post(at('/account/notices/stop-recovery'), {});
    expect((await opening(maria, person)).status).toBe(409);
    await owner.post(at('/account/notices/stop-recovery'), {});
    expect((await act(nina, id, 'approve')).status).toBe(409);
  });

  it('gives its account to one of fifty who use the code at once, and to nobody after ten minutes', async () => {
    const person = await account();
    const id = await opened(maria, person);
    await act(nina, id, 'approve');
    await pass(id, 25);
    const late = await shownCode(nina, id);
    await pass(id, 0.2);
    expect((await finish(late, 'пароль после срока кода')).status).toBe(410);
    await act(nina, id, 'code', { way: 'mail' });
    const code = /[a-z]{5}(?:-[a-z]{5}){3}/.exec((await smtp.waitFor(person.eppn, 'Код для восстановления')).text)![0];
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => (await finish(code, `длинный пароль наперегонки ${n}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(49);
  });

  it('is not opened for an account that a password would not open', async () => {
    const person = await account();
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/state`, 'accounts.write', { state: 'locked' });
    const response = await opening(maria, person);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('заблокирована');

    const elsewhere = await account();
    await database.admin.raw(`set session_replication_role = replica; delete from identity_provider.passwords where person_id = '${elsewhere.personId}';
      insert into identity_provider.upstream_links (issuer, sub, upstream_id, university_id, person_id, linked_by)
        values ('https://idp.tpu.ru', 'x', gen_random_uuid(), '${tpu.id}', '${elsewhere.personId}', 'identifier'); set session_replication_role = origin`);
    const refused = await opening(maria, elsewhere);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('доступ восстанавливают там');
    await sql(confirmedTotp, elsewhere.personId);
    expect((await opening(maria, elsewhere)).status).toBe(303);
  });

  it('is the business of the university’s own desk alone', async () => {
    const person = await account();
    const id = await opened(maria, person);
    for (const what of ['approve', 'refuse', 'code']) {
      const form: Record<string, string> = what === 'code' ? { way: 'shown' } : {};
      expect((await act(foreign, id, what, form)).status).toBe(404);
      expect((await act(foreign, id, what, form, 'tsu')).status).toBe(404);
    }
    expect((await foreign.browser.get(at(`/console/tsu/recoveries/${id}`))).status).toBe(404);
    expect((await opening(foreign, person, 'tsu')).status).toBe(404);
    expect(await (await foreign.browser.get(at(`/console/tsu/recoveries?who=${person.eppn}`))).text()).toContain(
      'такого человека нет',
    );
    const nobody = (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
    expect((await nobody.get(at('/console/tpu/recoveries'))).status).toBe(403);
    await act(nina, id, 'refuse');
  });
});
