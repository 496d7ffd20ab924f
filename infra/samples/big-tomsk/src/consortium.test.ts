import { describe, expect, it } from '@jest/globals';
import { consortium } from './consortium.ts';
import { snilsCheckDigits } from './national-number.ts';
import { orgUnits } from './org-units.ts';
import { sourceKey } from './source-keys.ts';

const scopes: string[] = consortium.universities.map(({ scope }) => scope);
const unique = (values: readonly string[]) => new Set(values).size === values.length;

describe('the sample sign-ins', () => {
  it('have invented numbers with a right check sum below the generated ones', () => {
    const numbers = consortium.signIns.flatMap(({ nationalNumber }) => nationalNumber ?? []);
    expect(unique(numbers)).toBe(true);
    for (const number of numbers) expect(number).toBe(number.slice(0, 9) + snilsCheckDigits(number.slice(0, 9)));
    for (const number of numbers) expect(number < '90000100000').toBe(true);
  });

  it('have keys in the style of their university and logins without digits, each once', () => {
    const identities = consortium.signIns.flatMap((signIn) => signIn.identities);
    for (const { university, sourceKey: key, login, affiliation } of identities) {
      const number = Number(key.slice(-4));
      expect(number).toBeLessThan(1000);
      expect(key).toBe(sourceKey(university, affiliation === 'student' ? 'student' : 'employee', number));
      expect(login).toMatch(/^[a-z.]+$/);
    }
    expect(unique(identities.map(({ university, login }) => `${login}@${university}`))).toBe(true);
    expect(new Set(identities.map(({ university }) => university)).size).toBe(6);
  });

  it('belong to units that their university has', () => {
    for (const { university, orgUnit, programme } of consortium.signIns.flatMap((signIn) => signIn.identities)) {
      const unit = orgUnits[university].find(({ name }) => name === orgUnit);
      expect(unit).toBeDefined();
      if (programme !== null) expect(unit?.programmes).toContain(programme);
    }
  });

  it('fill every staff role', () => {
    const roles = consortium.signIns.flatMap(({ staffRoles }) => staffRoles.map(({ role }) => role));
    expect(new Set(roles)).toEqual(new Set(['librarian', 'registrar', 'facility-manager', 'administrator']));
  });
});

describe('the sample rules', () => {
  it('speak of zones and scopes that exist, and every zone has a rule', () => {
    const ruled = new Set(consortium.rules.map(({ zone }) => zone));
    expect(ruled).toEqual(new Set(consortium.zones.map(({ slug }) => slug)));
    expect(unique(consortium.rules.map(({ slug }) => slug))).toBe(true);
    for (const { scope } of consortium.rules.flatMap(({ audience }) => audience)) expect(scopes).toContain(scope);
  });

  it('open before they close', () => {
    for (const { days, from, until } of consortium.rules.flatMap(({ windows }) => windows)) {
      expect(from < until && days.length > 0 && days.every((day) => day >= 1 && day <= 7)).toBe(true);
    }
  });
});
