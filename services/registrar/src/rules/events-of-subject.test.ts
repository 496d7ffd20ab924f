import { describe, expect, it } from '@jest/globals';
import { eventsOfSubject } from './events-of-subject.ts';

const active = { active: true, removed: false };
const inactive = { active: false, removed: false };
const removed = { active: false, removed: true };

describe('eventsOfSubject', () => {
  it('adds and creates whom the receiver has not heard of, and says so when they are not active', () => {
    expect(eventsOfSubject(undefined, { ...active, changed: ['person'] })?.events).toEqual([
      'feed:add',
      'prov:create:notice',
    ]);
    expect(eventsOfSubject(undefined, { ...inactive, changed: [] })?.events).toContain('prov:deactivate');
  });

  it('names the attributes that may have changed', () => {
    const told = eventsOfSubject(active, { ...active, changed: ['affiliation'] });
    expect(told).toEqual({
      events: ['prov:patch:notice'],
      attributes: ['active', 'urn:onecampus:params:scim:schemas:1.0:User:eduPersonScopedAffiliation'],
    });
  });

  it('tells of an end by the clock alone', () => {
    expect(eventsOfSubject(active, { ...inactive, changed: [] })).toEqual({
      events: ['prov:deactivate'],
      attributes: [],
    });
    expect(eventsOfSubject(inactive, { ...active, changed: [] })?.events).toEqual(['prov:activate']);
  });

  it('deletes once, and creates again whoever comes back', () => {
    expect(eventsOfSubject(active, { ...removed, changed: ['person'] })?.events).toEqual(['prov:delete']);
    expect(eventsOfSubject(removed, { ...removed, changed: ['person'] })).toBeUndefined();
    expect(eventsOfSubject(removed, { ...active, changed: ['person'] })?.events).toContain('prov:create:notice');
  });

  it('is silent where nothing changed for the receiver', () => {
    expect(eventsOfSubject(active, { ...active, changed: [] })).toBeUndefined();
    expect(eventsOfSubject(undefined, { ...removed, changed: ['person'] })).toBeUndefined();
  });
});
