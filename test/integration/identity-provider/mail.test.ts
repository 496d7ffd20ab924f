import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTransport } from '../../../services/identity-provider/src/mail/transport.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let person: ArrangedPerson;
let smtp: SmtpReceiver;
const log: string[] = [];

beforeAll(async () => {
  smtp = await startSmtpReceiver();
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, {
    instances: 2,
    settings: { CAMPUS_SMTP_URL: smtp.url, CAMPUS_MAIL_FROM: 'campus@id.tomsk.example' },
    log: (line) => log.push(line),
  });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: 'пароль для писем',
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await smtp?.stop();
});

async function happens(kind: string, details: Record<string, string> = {}, times = 1): Promise<void> {
  await database.admin.raw(
    `insert into identity_provider.notices (person_id, kind, details) select ?, ?, ? from generate_series(1, ?)`,
    [person.personId, kind, JSON.stringify(details), times],
  );
}

async function mails(): Promise<{ state: string; sealed: string | null; attempts: number; error: string | null }[]> {
  const { rows } = await database.admin.raw<{ rows: never[] }>(
    'select state, sealed, attempts, last_error as error from identity_provider.mails order by created_at, id',
  );
  return rows;
}

/** Until so many letters were written and none waits. */
async function settled(count: number): Promise<void> {
  await until(async () => {
    const all = await mails();
    return all.length >= count && all.every(({ state }) => state !== 'pending');
  });
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300 && !(await is()); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function forgetAll(): Promise<void> {
  await database.admin.raw('delete from identity_provider.mails');
  smtp.received.length = 0;
}

describe('letters', () => {
  it('tell what happened at the university’s address, in the language of the account, as text and as HTML', async () => {
    await happens('passkey-added', { name: 'Ноутбук <b>' });
    const letter = await smtp.waitFor(person.eppn, 'Добавлен ключ доступа');
    expect(letter.text).toContain('Теперь войти можно и ключом доступа (Ноутбук <b>).');
    expect(letter.html).toContain('Ноутбук &#60;b&#62;');
    expect(letter.source).toContain('From: One Campus <campus@id.tomsk.example>');
    expect(letter.source).toContain('Auto-Submitted: auto-generated');
    await database.admin.raw(`update identity_provider.accounts set locale = 'en' where person_id = ?`, [
      person.personId,
    ]);
    await happens('passkey-removed', { name: 'Laptop' });
    await smtp.waitFor(person.eppn, 'Passkey removed');
  });

  it('go once each, however many instances send', async () => {
    await settled(2);
    await forgetAll();
    await happens('totp-added', {}, 60);
    await settled(60);
    const ids = smtp.received.map(({ source }) => /^message-id: (.*)/im.exec(source)![1]);
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  it('leave nothing of themselves behind once they are sent, and nothing in the log', async () => {
    expect((await mails()).filter(({ sealed }) => sealed !== null)).toEqual([]);
    expect(log.filter((line) => line.includes(person.eppn))).toEqual([]);
  });

  it('wait where the server is busy, and are given up where it will never take them', async () => {
    await forgetAll();
    smtp.refuse(`451 4.3.0 <${person.eppn}> later`, 1);
    await happens('account-locked');
    await until(async () => (await mails())[0]?.error != null);
    expect(await mails()).toMatchObject([{ state: 'pending', attempts: 1, error: 'EENVELOPE 451' }]);
    await database.admin.raw('update identity_provider.mails set due_at = now()');
    await smtp.waitFor(person.eppn, 'Account locked');
    await settled(1);
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2 }]);

    smtp.refuse(`550 5.1.1 <${person.eppn}> unknown`, 1);
    await forgetAll();
    await happens('account-unlocked');
    await settled(1);
    expect(await mails()).toMatchObject([{ state: 'given-up', sealed: null, error: 'EENVELOPE 550' }]);
    expect(log.some((line) => line.includes('a letter could not be sent'))).toBe(true);
    expect(log.filter((line) => line.includes(person.eppn))).toEqual([]);
  });

  it('are given to no server in the clear where TLS is demanded, but to one on the same machine', async () => {
    await forgetAll();
    const letter = { id: 'tls', to: 'anna@home.example', subject: 's', text: 't', html: 'h' };
    const send = async (smtpUrl: string) => {
      const transport = openTransport({ smtpUrl, folder: undefined, from: 'campus@id.example', tlsRequired: true })!;
      try {
        await transport.send(letter);
      } finally {
        transport.close();
      }
    };
    // The same place under a name that is not known for it.
    await expect(send(smtp.url.replace('127.0.0.1', '127.1'))).rejects.toMatchObject({ name: 'MailFault' });
    expect(smtp.received).toEqual([]);
    await send(smtp.url);
    expect(smtp.received).toHaveLength(1);
  });

  it('are not sent when their time has passed', async () => {
    await forgetAll();
    await database.admin.raw(
      `insert into identity_provider.mails (id, person_id, kind, sealed, useless_at)
       values (gen_random_uuid(), ?, 'new-password', 'v1.x', now() - interval '1 second')`,
      [person.personId],
    );
    await happens('sessions-ended');
    await smtp.waitFor(person.eppn, 'Signed out');
    expect(smtp.received).toHaveLength(1);
  });
});
