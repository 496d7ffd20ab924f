import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { affiliationUrn, campusUrn, groupUrn, openScim, patchUrn, type Scim, user, userUrn } from './scim.ts';

/** Each ends in the specification's error with a sentence that somebody can act on; nothing is lost, nobody else is touched. */
describe('SCIM and bad input', () => {
  let scim: Scim;
  let anna: string;
  let group: string;
  beforeAll(async () => {
    scim = await openScim();
    anna = (await scim.call('POST', '/Users', user('anna'))).body.id;
    group = (await scim.call('POST', '/Groups', { schemas: [groupUrn], displayName: 'G', members: [{ value: anna }] }))
      .body.id;
  });
  afterAll(async () => {
    expect((await scim.call('GET', `/Groups/${group}`)).body.members).toHaveLength(1);
    expect((await scim.call('GET', `/Users/${anna}`)).body.meta.version).toBe('W/"1"');
    await scim.close();
  });
  const filtered = (filter: string) => scim.call('GET', `/Users?filter=${encodeURIComponent(filter)}`);

  it.each<[string, string]>([
    ['a deep filter', `${'('.repeat(40)}active eq true${')'.repeat(40)}`],
    ['too many terms', Array.from({ length: 51 }, () => 'active eq true').join(' or ')],
    ['sw ""', 'userName sw ""'],
    ['an unknown attribute', 'password eq "x"'],
    ['a secret attribute', `${campusUrn}:nationalNumber eq "90000001184"`],
    ['NUL in a value', 'userName eq "a\\u0000b"'],
    ['half an emoji', 'userName eq "\\ud83d"'],
    ['a number where there is text', 'userName eq 1'],
    ['text where there is a time', 'meta.created gt "yesterday"'],
    ['a word alone', 'active'],
    ['SQL', `userName eq "x" or 1=1 --`],
  ])('refuses %s in a filter', async (_, filter) => {
    const { status, body } = await filtered(filter);
    expect([status, body.scimType, typeof body.detail]).toEqual([400, 'invalidFilter', 'string']);
  });

  it.each<[string, object, string]>([
    ['without a target', { op: 'remove' }, 'noTarget'],
    ['with an unknown attribute', { op: 'replace', path: 'shoeSize', value: 44 }, 'invalidPath'],
    ['with an unknown operation', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'],
    ['of what is read-only', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['of what is required', { op: 'remove', path: 'userName' }, 'mutability'],
    ['with a wrong boolean', { op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
    ['without a value', { op: 'replace', path: 'title' }, 'invalidValue'],
  ])('refuses a PATCH %s', async (_, operation, scimType) => {
    const { status, body } = await scim.patch(
      `/Users/${anna}`,
      { op: 'replace', path: 'title', value: 'lost' },
      operation,
    );
    expect([status, body.scimType]).toEqual([400, scimType]);
  });

  it.each<[string, object, string]>([
    ['no userName', { userName: undefined }, 'userName is required'],
    ['a blank userName', { userName: '  ' }, 'userName'],
    ['a name of 1,000 letters', { name: { familyName: 'я'.repeat(1_000) } }, 'name.familyName is longer than 150'],
    ['marks that turn the writing', { name: { familyName: 'Иванов\u202e' } }, 'name.familyName holds'],
    ['NUL', { title: 'a\u0000b' }, 'title holds NUL'],
    ['a birth date in the future', { [campusUrn]: { birthDate: '2199-01-01' } }, 'birthDate lies in the future'],
    ['a day that is none', { [campusUrn]: { birthDate: '2001-02-30' } }, 'birthDate'],
    ['wrong check digits', { [campusUrn]: { nationalNumber: '90000001185' } }, 'check digits'],
    ['no ORCID iD', { [campusUrn]: { orcid: '0000-0002-1825-0098' } }, 'orcid is no ORCID'],
    ['a number for active', { active: 1 }, 'active must be true or false'],
    [
      'two primary addresses',
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      'more than one primary',
    ],
    ['text for a list', { emails: 'a@tsu.ru' }, 'emails must be a list'],
    [
      'an address of 20,000 letters',
      { emails: [{ value: 'a@tsu.ru', primary: true }, { value: 'b'.repeat(20_000) }] },
      'emails.value is longer',
    ],
    ['too much of it', { title: 'x'.repeat(200_000) }, '100000 characters'],
  ])('refuses a User with %s', async (_, wrong, sentence) => {
    const { status, body } = await scim.call('POST', '/Users', user('boris', wrong));
    expect([status, body.scimType, body.detail]).toEqual([400, 'invalidValue', expect.stringContaining(sentence)]);
  });

  it('takes emoji, decomposed letters and unknown attributes, and gives the first two back as sent', async () => {
    const name = { familyName: 'Йод'.normalize('NFD'), givenName: '🎓' };
    const externalId = 'Й  1'.normalize('NFD');
    const sent = user('vera', { externalId, name, shoeSize: 44, 'urn:x:y': { a: 1 } });
    const { status, body } = await scim.call('POST', '/Users', sent);
    expect([status, body.name, body.shoeSize, body['urn:x:y']]).toEqual([201, name, undefined, undefined]);
    const { body: found } = await filtered(`externalId eq "${externalId}"`);
    expect(found.Resources).toMatchObject([{ id: body.id, externalId }]);
  });

  it('refuses bodies that are no JSON, no object, of another type or too large', async () => {
    const send = (body: string, headers = {}) => scim.call('POST', '/Users', body, headers);
    for (const body of ['{', '[]', '"x"', 'null', '{"userName":"\ufffd"', '']) {
      expect([400, 415]).toContain((await send(body)).status);
    }
    expect((await send('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send('{}', { 'content-type': 'application/json; charset=windows-1251' })).status).toBe(415);
    const large = await send(`{"userName":"${'x'.repeat(5 * 1_024 * 1_024)}"}`);
    expect([large.status, large.body.status]).toEqual([413, '413']);
    expect((await scim.call('POST', '/Users', { ...user('x'), schemas: [groupUrn] })).body.scimType).toBe(
      'invalidSyntax',
    );
  });

  it('caps what is asked and says so in the answer', async () => {
    expect((await scim.call('GET', '/Users?count=1e9')).status).toBe(400);
    expect((await scim.call('GET', '/Users?count=1000000000')).status).toBe(200);
    expect((await scim.call('GET', '/Users?count=-5')).body).toMatchObject({ itemsPerPage: 0, Resources: [] });
    expect((await scim.call('GET', '/Users?startIndex=-5&count=1')).body.startIndex).toBe(1);
    expect((await scim.call('GET', '/Users?attributes=userName&excludedAttributes=name')).status).toBe(400);
    expect((await scim.call('GET', '/Users?sortBy=shoeSize')).body.scimType).toBe('invalidPath');
  });

  it('refuses stale and unreadable conditions', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const body =
        method === 'PUT'
          ? user('anna2')
          : { schemas: [patchUrn], Operations: [{ op: 'add', path: 'title', value: 'x' }] };
      const stale = await scim.call(method, `/Users/${anna}`, method === 'DELETE' ? undefined : body, {
        'if-match': 'W/"9"',
      });
      expect(stale.status).toBe(412);
    }
    expect((await scim.call('DELETE', `/Groups/${group}`, undefined, { 'if-match': '"9"' })).status).toBe(412);
    expect((await scim.call('DELETE', `/Groups/${group}`, undefined, { 'if-match': 'nonsense' })).status).toBe(400);
    const known = await scim.call('GET', `/Users/${anna}`, undefined, { 'if-none-match': 'W/"1"' });
    expect([known.status, known.text]).toEqual([304, '']);
  });

  it('adds all members of an operation or none, and removes who is no member without a word', async () => {
    const members = [{ value: anna }, { value: randomUUID() }];
    const refused = await scim.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: members });
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
    expect(
      (
        await scim.patch(`/Groups/${group}`, {
          op: 'remove',
          path: 'members',
          value: [{ value: randomUUID() }, { value: 'x' }],
        })
      ).status,
    ).toBe(204);
    const nested = await scim.patch(`/Groups/${group}`, {
      op: 'add',
      path: 'members',
      value: [{ value: group, type: 'Group' }],
    });
    expect(nested.body.detail).toMatch(/group in a group/);
  });

  it('answers what it does not offer in SCIM’s words', async () => {
    expect((await scim.call('GET', '/Me')).status).toBe(501);
    expect((await scim.call('DELETE', '/Users')).headers['allow']).toBe('GET, POST');
    expect((await scim.call('POST', `/Users/${anna}`, {})).status).toBe(405);
    expect((await scim.call('GET', `/Users/${anna}/name`)).body.status).toBe('404');
    expect((await scim.call('GET', '/Schemas?filter=x')).status).toBe(403);
    const blank = { schemas: [affiliationUrn], affiliation: 'student' };
    expect((await scim.call('POST', '/Affiliations', blank)).body.detail).toMatch(/user is required/);
    expect((await scim.call('GET', `/Schemas/${userUrn}`)).status).toBe(200);
  });
});
