import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp as buildCards } from '@onecampus/card-issuer/app';
import { closeCardsOfErased } from '@onecampus/card-issuer/use-cases/close-cards-of-erased';
import { deleteErasedAccounts } from '@onecampus/identity-provider/use-cases/delete-erased-accounts';
import { buildApp } from '@onecampus/registrar/app';
import { chainAuditEntries } from '@onecampus/registrar/use-cases/chain-audit-entries';
import { findPerson } from '@onecampus/registrar/use-cases/find-person';
import { gatherEvents } from '@onecampus/registrar/use-cases/gather-events';
import { indexNames } from '@onecampus/registrar/use-cases/index-names';
import { matchDue } from '@onecampus/registrar/use-cases/match-due';
import { saveEventStream } from '@onecampus/registrar/use-cases/save-event-stream';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import { createLogger, createMetrics } from '@onecampus/runtime';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { redisUrl } from '../../support/redis.ts';
import { type Sighting, scanDatabase, scanRedis } from '../../support/scan-everywhere.ts';
import { openTestContext, startIssuer } from '../card-issuer/desk.ts';
import { freshTokens, registerClient, userinfo } from '../identity-provider/flows.ts';
import { startIdentityProviders } from '../identity-provider/identity-provider.ts';
import { bring, type Line, openOffice, type Registry, roll, snils, student } from './registry.ts';
import { campusUrn, user } from './scim.ts';
import { type Served, serveRegistrar } from './served.ts';

/** Words that stand nowhere else; each is a value that a university says of one human. */
const canaries = {
  familyBefore: 'Канарейкова',
  family: 'Щегловитова',
  given: 'Свиристелия',
  patronymic: 'Зябликовна',
  unit: 'КАФ-ОРНИТОЛОГИИ-7',
  programme: 'Кольцевание-7',
  number: '77abc0451',
  login: 'kanareyka.s7',
  address: 'kanareyka.s7@tsu.ru',
  snils: snils[0]!,
  phone: '+73822770451',
  title: 'Хранительница-гнёзд',
  orcid: '0000-0002-1825-0097',
} as const;
const all = Object.values(canaries);
const day = '31.01.1931';

describe('after an erasure', () => {
  let database: FreshDatabase;
  let served: Served;
  let registry: Registry;
  let app: ReturnType<typeof buildApp>;
  let before: Sighting[];
  let everything: string[];
  let personIds: string[];
  const log: string[] = [];
  const look = async (): Promise<Sighting[]> => [
    ...(await scanDatabase(database.admin, everything)),
    ...(redisUrl ? await scanRedis(redisUrl, everything) : []),
    ...everything
      .filter((text) => log.join('').toLowerCase().includes(text.toLowerCase()))
      .map((text) => ({ place: 'log', text })),
  ];

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database, redisUrl ? { REDIS_URL: redisUrl } : {});
    const context = {
      ...served.context,
      metrics: createMetrics('registrar-with-a-log'),
      log: createLogger({
        service: 'registrar',
        level: 'debug',
        destination: { write: (line: string) => log.push(line) },
      }),
    };
    registry = context;
    app = buildApp(context);
    const { tsu } = await arrangeUniversities(database.admin);
    await saveEventStream(context, {
      by: 'service:test',
      university: 'tsu',
      label: 'lms',
      audience: 'https://lms.test',
    });

    // By roll file: a name that changed, a row that was refused, a file that nobody confirmed.
    const office = await openOffice(registry, tsu, 'sis');
    const line = (more: Line = {}) =>
      student(canaries.number, {
        Фамилия: canaries.familyBefore,
        Имя: canaries.given,
        Отчество: canaries.patronymic,
        'Дата рождения': day,
        СНИЛС: canaries.snils,
        Логин: canaries.login,
        'Эл. почта': canaries.address,
        Факультет: canaries.unit,
        Программа: canaries.programme,
        ...more,
      });
    await bring(office, roll([line(), student('1001')]), { partial: true });
    await bring(office, roll([line({ Фамилия: canaries.family })]), { partial: true });
    await bring(office, roll([line({ Фамилия: canaries.family, 'Дата рождения': 'давно' })]), {
      partial: true,
      acceptShrink: true,
    });
    // Held, for it is refused in full; its rows wait for somebody to confirm them.
    await bring(office, roll([line({ Фамилия: canaries.family, Факультет: 'другой', Номер: '' })]), {
      partial: true,
    }).catch(() => undefined);
    await bring(office, roll([line({ Факультет: `${canaries.unit}-2` })]), { dryRun: true, partial: true });
    await bring(office, `${canaries.family};${canaries.given};${canaries.login}\r\n`).catch(() => undefined);

    // By SCIM, at another university, with what SCIM alone carries.
    const { token } = await issueToken(context, {
      by: 'service:test',
      university: 'tpu',
      name: 'test',
      lifetimeDays: 1,
    });
    const scim = (method: 'post' | 'patch', path: string, body: object) =>
      request(app)
        [method](`/scim/v2/tpu${path}`)
        .set({ authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' })
        .send(JSON.stringify(body));
    const made = await scim('post', '/Users', {
      ...user(`${canaries.login}.scim`, {
        name: { familyName: canaries.familyBefore, givenName: canaries.given, middleName: canaries.patronymic },
        emails: [{ value: `scim.${canaries.address}`, type: 'work', primary: true }],
        phoneNumbers: [{ value: canaries.phone, type: 'work' }],
        title: canaries.title,
        externalId: `scim-${canaries.number}`,
        [campusUrn]: {
          birthDate: '1931-01-31',
          nationalNumber: canaries.snils,
          orcid: canaries.orcid,
          studentNumber: `s-${canaries.number}`,
        },
      }),
    });
    expect([made.status, made.body.detail]).toEqual([201, undefined]);
    await scim('patch', `/Users/${made.body.id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'name.familyName', value: canaries.family }],
    });

    // What the registrar makes of it by itself, and looks at it.
    await indexNames(context, new AbortController().signal);
    await matchDue(context, new AbortController().signal);
    await gatherEvents(context);
    await findPerson(registry, {
      by: 'client:operator',
      wanted: { scheme: 'eppn', value: `${canaries.login}@tsu.ru` },
    });
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      `select distinct person_id as id from directory.source_records where given_name = ?`,
      [canaries.given],
    );
    personIds = rows.map(({ id }) => id);
    const { rows: folded } = await database.admin.raw<{ rows: { word: string }[] }>(
      `select distinct word from directory.people_search where source_record_id in (select id from directory.source_records where given_name = ?)`,
      [canaries.given],
    );
    everything = [...all, ...folded.map(({ word }) => word).filter((word) => word.length > 4)];

    await signIn(personIds[0]!);
    await issueCard(personIds[0]!);
    before = await look();
  });
  afterAll(async () => {
    await served?.close();
    await database?.drop();
  });

  /** The person signs in at an application … */
  async function signIn(personId: string) {
    const provider = await startIdentityProviders(database, { log: (line) => log.push(line) });
    try {
      const password = 'верный пароль 1';
      await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
      const lms = await registerClient(provider);
      const { tokens } = await freshTokens(provider.issuer, lms, { login: `${canaries.login}@tsu.ru`, password });
      const told = (await (await userinfo(provider.issuer, tokens.access_token)).json()) as { name: string };
      expect(told.name).toContain(canaries.given);
    } finally {
      await provider.stop();
    }
  }

  /** … and is given a card by a program that keeps the answer under a key. */
  async function issueCard(personId: string) {
    await atDesk(async (desk, token) => {
      const answer = await request(buildCards(desk))
        .post('/api/v1/cards')
        .set({ authorization: `Bearer ${token}`, 'idempotency-key': 'canary' })
        .send({ personId });
      expect(answer.status).toBe(201);
    });
  }

  async function atDesk(work: (desk: ReturnType<typeof openTestContext>, token: string) => Promise<void>) {
    const issuer = await startIssuer();
    const desk = openTestContext(database, issuer.url);
    try {
      await work(desk, await issuer.token());
    } finally {
      await desk.close();
      await issuer.close();
    }
  }

  it('the look finds what is there: each word in at least one place, and never in a log', () => {
    const seen = new Set(before.map(({ text }) => text));
    // The number itself is never stored; the others are.
    expect(everything.filter((text) => !seen.has(text))).toEqual([canaries.snils]);
    const places = new Set(before.map(({ place }) => place));
    for (const place of [
      'directory.source_records.family_name',
      'directory.identifiers.value',
      'directory.people_search.word',
      'directory.scim_users.attributes',
      'registrar.import_rows.cells',
      'registrar.import_changes.name',
      'registrar.imports.preview',
    ]) {
      expect(places).toContain(place);
    }
    expect(before.filter(({ place }) => place === 'log')).toEqual([]);
  });

  it('none of it is in any column of any table, in Redis or in a log', async () => {
    const authorization = await served.authorization('people.erase');
    for (const personId of personIds) {
      const asked = await request(app)
        .post(`/api/v1/people/${personId}/erasures`)
        .set({ authorization })
        .send({ basis: 'request' });
      expect(asked.status).toBe(200);
      for (const { id } of asked.body.erasures as { id: string }[]) {
        const alone = await request(app)
          .post(`/api/v1/erasures/${id}/decision`)
          .set({ authorization })
          .send({ decision: 'erase' });
        expect(alone.body.code).toBe('erasure.second_pair_of_eyes');
        await database.admin('directory.erasures').where({ id }).update({ asked_by: 'person:somebody-else' });
        const done = await request(app)
          .post(`/api/v1/erasures/${id}/decision`)
          .set({ authorization })
          .send({ decision: 'erase' });
        expect(done.body).toMatchObject({ state: 'done', destroyed: { records: 1 } });
        const act = await request(app).get(`/api/v1/erasures/${id}/act`).set({ authorization });
        expect(act.body.act).toMatchObject({
          type: 'destruction-act',
          log: [{ action: 'erasure.asked' }, { action: 'person.erased' }],
        });
        const paper = await request(app)
          .get(`/api/v1/erasures/${id}/act?format=text`)
          .set({ authorization, 'accept-language': 'ru' });
        expect(paper.text).toContain('Акт об уничтожении персональных данных');
        for (const word of everything) expect(paper.text.toLowerCase()).not.toContain(word.toLowerCase());
      }
    }
    expect(await deleteErasedAccounts(database.as('identity-provider'))).toBe(1);
    await atDesk(async (desk) => expect(await closeCardsOfErased(desk)).toBe(1));
    const context = served.context;
    await indexNames(context, new AbortController().signal);
    await matchDue(context, new AbortController().signal);
    await gatherEvents(context);
    await chainAuditEntries(context, { rule: { every_entries: 1, every_ms: 1 } });
    expect(await look()).toEqual([]);
  });

  it('the person is nobody: no name, no mark, no key, no card, no account', async () => {
    const { rows } = await database.admin.raw(
      `select p.status, (select count(*)::int from directory.match_keys k join directory.source_records r on r.id = k.source_record_id where r.person_id = p.id) as keys,
              (select count(*)::int from directory.national_number_marks m where m.person_id = p.id) as marks,
              (select count(*)::int from directory.person_names n where n.person_id = p.id) as names,
              (select count(*)::int from directory.data_keys k join directory.source_records r on r.id = k.source_record_id where r.person_id = p.id and k.wrapped is not null) as data_keys
       from directory.people p where p.id = any(?::uuid[])`,
      [personIds] as never,
    );
    expect(new Set(rows.map((row: object) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ status: 'erased', keys: 0, marks: 0, names: 0, data_keys: 0 })]),
    );
    const cards = await database.admin('directory.cards').pluck('state');
    expect(cards).toEqual(['closed']);
  });
});
