import type { RuleInput } from './rule-input.ts';

export interface RuleFault {
  readonly field: string;
  readonly message: string;
}

/** What a list of rules is checked against. */
export interface KnownWorld {
  hasScope(scope: string): boolean;
  hasPerson(personId: string): boolean;
}

/** Everything that is wrong with a zone's new rules beyond their form; every fault at once, each at its field. */
export function checkRules(rules: readonly RuleInput[], known: KnownWorld): RuleFault[] {
  const faults: RuleFault[] = [];
  const names = new Set<string>();
  rules.forEach((rule, at) => {
    const add = (field: string, message: string) => faults.push({ field: `rules.${at}.${field}`, message });
    if (names.has(rule.name)) add('name', `another rule of the list is called "${rule.name}" too`);
    names.add(rule.name);

    if (rule.audience.any_of?.length === 0) add('audience.any_of', 'names nobody, so the rule would never apply');
    for (const part of ['any_of', 'none_of'] as const) {
      rule.audience[part]?.forEach((atom, n) => {
        const field = `audience.${part}.${n}`;
        if (Object.values(atom).every((value) => value === undefined)) add(field, 'describes nobody; leave it out');
        if (atom.scope !== undefined && !known.hasScope(atom.scope)) {
          add(`${field}.scope`, `no university of the consortium speaks for "${atom.scope}"`);
        }
        if (atom.person_id !== undefined && !known.hasPerson(atom.person_id)) {
          add(`${field}.person_id`, 'there is no such person');
        }
      });
    }

    if (rule.schedule !== 'always') {
      if (rule.schedule.length === 0) add('schedule', 'never opens; write "always" or at least one window');
      rule.schedule.forEach(({ weekdays }, n) => {
        if (new Set(weekdays).size !== weekdays.length) add(`schedule.${n}.weekdays`, 'names a day twice');
      });
    }
    if (
      rule.valid_from !== null &&
      rule.valid_to !== null &&
      Date.parse(rule.valid_to) <= Date.parse(rule.valid_from)
    ) {
      add('valid_to', 'must be later than valid_from');
    }
  });
  return faults;
}
