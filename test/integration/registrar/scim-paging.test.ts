import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enterpriseUrn, openScim, type Scim, user } from './scim.ts';

describe('SCIM lists', () => {
  let scim: Scim;
  const names = ['Ann', 'bob', 'Cat', 'dan', 'Eve', 'fay', 'Gus'];
  const list = (query: string) => scim.call('GET', `/Users?${query}`);
  const found = async (filter: string) => {
    const { body } = await list(`sortBy=userName&filter=${encodeURIComponent(filter)}`);
    return body.Resources?.map((one: { userName: string }) => one.userName).join(' ') ?? body.detail;
  };
  beforeAll(async () => {
    scim = await openScim();
    const Operations = names.map((name, n) => ({
      method: 'POST',
      path: '/Users',
      bulkId: name,
      data: user(name, {
        title: n % 2 ? 'Доцент' : undefined,
        [enterpriseUrn]: { department: `D${n}`, employeeNumber: `E${n}` },
        emails: [
          { value: `${name}@tsu.ru`, type: 'work' },
          ...(n > 4 ? [{ value: `${name}@home.example`, type: 'home' }] : []),
        ],
      }),
    }));
    await scim.call('POST', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations });
  });
  afterAll(() => scim.close());

  it('go page by page with a cursor: each once, with the right total, while others come and go', async () => {
    const first = (await list('cursor&count=3')).body;
    expect(first).toMatchObject({ totalResults: 7, itemsPerPage: 3, nextCursor: expect.any(String) });
    expect(first.startIndex).toBeUndefined();
    const late = await scim.call('POST', '/Users', user('zed'));
    await scim.call('DELETE', `/Users/${first.Resources[0].id}`);
    const seen = [...first.Resources];
    for (let next = first.nextCursor; next; ) {
      const { body } = await list(`cursor=${next}&count=3`);
      seen.push(...body.Resources);
      next = body.nextCursor;
    }
    expect(seen.map(({ userName }) => userName)).toEqual([...names, 'zed']);
    await scim.call('DELETE', `/Users/${late.body.id}`);
    expect((await scim.call('POST', '/Users/.search', { count: 2, startIndex: 6 })).body).toMatchObject({
      totalResults: 6,
      startIndex: 6,
      itemsPerPage: 1,
    });
  });

  it('sort by userName without regard to case, also by cursor, downwards, and by what some lack', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { body } = await list(`sortBy=userName&sortOrder=descending&count=2&cursor=${next}`);
      seen.push(...body.Resources.map(({ userName }: { userName: string }) => userName));
      next = body.nextCursor;
    }
    expect(seen).toEqual(['Gus', 'fay', 'Eve', 'dan', 'Cat', 'bob']);
    for (const sortBy of ['title', 'emails', 'meta.created', 'active', 'id', `${enterpriseUrn}:department`]) {
      const pages = await list(`sortBy=${sortBy}&count=4&cursor`);
      const rest = await list(`sortBy=${sortBy}&count=4&cursor=${pages.body.nextCursor}`);
      expect([...pages.body.Resources, ...rest.body.Resources]).toHaveLength(6);
    }
  });

  it('take a cursor for its own list only', async () => {
    const { body } = await list('cursor&count=2');
    const other = await list(`cursor=${body.nextCursor}&count=2&filter=${encodeURIComponent('active eq true')}`);
    expect([other.status, other.body.scimType]).toEqual([400, 'invalidCursor']);
    const madeUp = Buffer.from('{"k":"","i":"\' or 1=1","q":"0"}').toString('base64url');
    expect((await list(`cursor=${madeUp}`)).body.scimType).toBe('invalidCursor');
  });

  it.each([
    ['userName sw "C"', 'Cat'],
    ['userName co "A"', 'Cat dan fay'],
    ['userName ew "S"', 'Gus'],
    ['userName gt "dan" and userName le "fay"', 'Eve fay'],
    ['title pr', 'bob dan fay'],
    ['not (title pr)', 'Cat Eve Gus'],
    ['title ne "доцент"', 'Cat Eve Gus'],
    ['title eq null and userName ne "cat"', 'Eve Gus'],
    ['name.familyName eq "ёлкина" and (userName eq "bob" or userName eq "gus")', 'bob Gus'],
    ['emails.value co "HOME"', 'fay Gus'],
    ['emails[type eq "home" and value sw "fay"]', 'fay'],
    ['emails pr and emails.type eq "home"', 'fay Gus'],
    ['not (emails[type eq "home"])', 'bob Cat dan Eve'],
    [`${enterpriseUrn}:department eq "d3"`, 'dan'],
    ['meta.created gt "2020-01-01T00:00:00Z" and userName eq "bob"', 'bob'],
    ['id sw "zz"', ''],
    ["userName eq \"' or '1'='1\"", ''],
    ['userName co "%"', ''],
    ['groups.display eq "none"', ''],
    ['schemas eq "x"', 'schemas cannot be used in a filter.'],
    ['meta.version eq "x"', 'meta.version cannot be used in a filter.'],
  ])('find by %s', async (filter, expected) => {
    expect(await found(filter)).toBe(expected);
  });
});
