import { describe, expect, it } from '@jest/globals';
import { isReturned, readProjection } from '../query/read-projection.ts';
import { campusUserSchema } from '../schemas/campus-user-schema.ts';
import { attribute, complex } from '../schemas/define-attribute.ts';
import { enterpriseUserSchema } from '../schemas/enterprise-user-schema.ts';
import { userSchemas } from '../schemas/resource-schemas.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { refusal } from '../testing/refusal.ts';
import { project } from './project.ts';

const campus = campusUserSchema.id;
const enterprise = enterpriseUserSchema.id;
const user = {
  schemas: ['s'],
  id: '7',
  userName: 'b',
  name: { givenName: 'Анна', familyName: 'Ли' },
  emails: [
    { value: 'a@b', type: 'work' },
    { value: 'c@d', type: 'home' },
  ],
  [campus]: { orcid: '0', nationalNumber: 'secret', studentNumber: '5' },
  [enterprise]: { department: 'Physics' },
  internal_column: 'x',
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const shown = (query: Record<string, unknown>) => project(user, readProjection(query), userSchemas);

describe('project', () => {
  it('returns the default: all but what is never returned and what no schema knows', () => {
    const { internal_column: _, ...rest } = user;
    expect(shown({})).toEqual({ ...rest, [campus]: { orcid: '0', studentNumber: '5' } });
  });

  it('returns what is named, and id and schemas always', () => {
    const always = { schemas: ['s'], id: '7' };
    expect(shown({ attributes: 'username' })).toEqual({ ...always, userName: 'b' });
    expect(shown({ attributes: 'name.GIVENNAME,emails.value' })).toEqual({
      ...always,
      name: { givenName: 'Анна' },
      emails: [{ value: 'a@b' }, { value: 'c@d' }],
    });
    expect(shown({ attributes: ['emails.type', 'emails'] })).toMatchObject({ emails: user.emails });
    expect(shown({ attributes: campus })).toEqual({ ...always, [campus]: { orcid: '0', studentNumber: '5' } });
    expect(shown({ attributes: `${campus}:orcid,${campus}:nationalNumber` })).toEqual({
      ...always,
      [campus]: { orcid: '0' },
    });
    expect(shown({ attributes: 'shoeSize' })).toEqual(always);
  });

  it('leaves out what is excluded, but never id or schemas', () => {
    const left = shown({ excludedAttributes: `id,schemas,meta,emails.type,name,${enterprise},${campus}:orcid` });
    expect(left).toEqual({
      schemas: ['s'],
      id: '7',
      userName: 'b',
      emails: [{ value: 'a@b' }, { value: 'c@d' }],
      [campus]: { studentNumber: '5' },
    });
  });

  it('returns what is for request only on request, and parts that are never returned never', () => {
    const parts = [attribute('open', 'string', ''), attribute('shut', 'string', '', { returned: 'never' })];
    const attributes = [attribute('costly', 'string', '', { returned: 'request' }), complex('both', '', parts)];
    const schemas: ResourceSchemas = [{ id: 'urn:x:y', name: 'X', description: '', attributes }];
    const stored = { id: '1', costly: 'x', both: { open: 'x', shut: 'x' } };
    expect(project(stored, {}, schemas)).toEqual({ id: '1', both: { open: 'x' } });
    expect(project(stored, { attributes: [{ name: 'costly' }] }, schemas)).toEqual({ id: '1', costly: 'x' });
    const shut = { attributes: [{ name: 'both', sub: 'shut' }] };
    expect(project(stored, shut, schemas)).toEqual({ id: '1' });
  });

  it('tells beforehand what will be returned', () => {
    const asked = (query: Record<string, unknown>, name: string) =>
      isReturned(readProjection(query), { name }, userSchemas);
    expect(asked({}, 'emails')).toBe(true);
    expect(asked({ attributes: 'emails.value' }, 'emails')).toBe(true);
    expect(asked({ attributes: 'name' }, 'emails')).toBe(false);
    expect(asked({ attributes: 'name' }, 'id')).toBe(true);
    expect(asked({ excludedAttributes: 'emails.value' }, 'emails')).toBe(true);
    expect(asked({}, 'shoeSize')).toBe(false);
  });

  it.each([
    [{ attributes: 'a b' }],
    [{ attributes: [7] }],
    [{ excludedAttributes: 'x'.repeat(301) }],
    [{ attributes: 'a,'.repeat(500) }],
  ])('refuses %j', (query) => {
    expect(refusal(() => readProjection(query))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });
});
