import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { pepperOf } from '@onecampus/card-issuer/rules/pin';
import type { University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import { createMetrics } from '@onecampus/runtime';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { openContextFor, textOf } from './desk.ts';

describe('the pages of a PIN', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let visitor: StaffMember;
  let recent = true;
  beforeAll(async () => {
    database = await freshDatabase();
    const opened = openContextFor(database, () => visitor);
    const staff = {
      ...opened.staff,
      signedInRecently: async () => (recent ? visitor : { redirect: '/sign-in?again=yes' }),
    };
    context = { ...opened, staff, peppers: [pepperOf(Buffer.alloc(32, 1))] };
    app = buildApp(context);
    ({ tpu } = await arrangeUniversities(database.admin));
    visitor = {
      personId: (await arrangePerson(database.admin, { university: tpu })).personId,
      name: 'Анна',
      roles: [],
    };
  });
  afterAll(async () => {
    await context.close();
    await database.drop();
  });
  const get = (path: string) => request(app).get(path).set('accept', 'text/html');
  const send = (path: string, form: Record<string, string> = {}) =>
    request(app).post(path).type('form').set('accept', 'text/html').send(form);
  const kept = async () =>
    (await database.admin.raw<{ rows: unknown[] }>('select from card_issuer.patron_pins')).rows.length;

  it('let a reader choose his own, and never show it again', async () => {
    expect(textOf(await get('/my'))).toContain('PIN-код для автоматов библиотек');
    expect(textOf(await get('/my/pin'))).toContain('PIN-кода ещё нет');
    const answer = await send('/my/pin', { pin: '9053', again: '9053' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/my/pin?done=set']);
    const after = await get('/my/pin');
    expect(textOf(after)).toContain('PIN-код уже есть');
    expect(after.text).not.toContain('9053');
    expect(await kept()).toBe(1);
  });

  it.each([
    [{ pin: '9053', again: '9054' }, 'Вы ввели разные цифры'],
    [{ pin: '1234', again: '1234' }, 'пробуют первым'],
    [{ pin: 'абвг', again: 'абвг' }, 'от 4 до 8 цифр'],
  ])('say what is wrong with %j, and do not repeat it', async (form, said) => {
    const answer = await send('/my/pin', form);
    expect(answer.status).toBe(422);
    expect(textOf(answer)).toContain(said);
    expect(answer.text).not.toContain(`value="${form.pin}"`);
  });

  it('ask who left the browser open to sign in anew', async () => {
    recent = false;
    for (const answer of [await get('/my/pin'), await send('/my/pin', { pin: '9054', again: '9054' })]) {
      expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in?again=yes']);
    }
    recent = true;
  });

  it('let the desk give a new one, shown once; nobody but a librarian, and not to himself', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    expect((await send(`/readers/${personId}/pin`)).status).toBe(403);
    const reader = visitor;
    visitor = { ...visitor, roles: [{ role: 'librarian', universityId: tpu.id }] };
    expect(textOf(await get(`/readers/${personId}`))).toContain('Выдать новый PIN-код');
    const answer = await send(`/readers/${personId}/pin`);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(textOf(answer)).toMatch(/второй раз его не увидит никто.*\b\d{6}\b/);
    const again = await send(`/readers/${personId}/pin`);
    expect(again.text.match(/\b\d{6}\b/)?.[0]).not.toBe(answer.text.match(/\b\d{6}\b/)?.[0]);
    expect((await send(`/readers/${visitor.personId}/pin`)).status).toBe(403);
    visitor = reader;
  });

  it('are not there where the consortium has no PINs', async () => {
    const without = buildApp({ ...context, peppers: [], metrics: createMetrics('card-issuer') });
    const own = await request(without).get('/my/pin').set('accept', 'text/html');
    expect(textOf(own)).toContain('PIN-кодов здесь нет');
    expect(textOf(await request(without).get('/my').set('accept', 'text/html'))).not.toContain('PIN');
  });
});
