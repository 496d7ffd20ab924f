import type { Db } from '@onecampus/database';
import { acrossUniversities, mergePeople, splitPeople, type University } from '@onecampus/directory';
import { randomDigits, randomReference, uuidv7 } from '@onecampus/runtime';

interface ModelRecord {
  readonly id: string;
  readonly universityId: string;
  readonly homePersonId: string;
}

interface ModelMerge {
  readonly id: string;
  readonly survivorId: string;
  readonly loserId: string;
}

/** What a step of a random history does; numbers choose among what there is. */
export type Step =
  | { readonly do: 'person' | 'record' | 'follower' | 'rename' | 'belong'; readonly a: number; readonly b: number }
  | { readonly do: 'merge' | 'split'; readonly a: number; readonly b: number };

/**
 * A history of people in a real database beside a model of it in memory. The model knows one thing only: whose a record is at
 * home, and who points at whom. Where everything must stand follows from that.
 */
export class MergeHistory {
  readonly people: string[] = [];
  readonly records: ModelRecord[] = [];
  readonly #marks = new Map<string, string>();
  merges: ModelMerge[] = [];

  readonly registrar: Db;
  readonly admin: Db;
  readonly universities: readonly University[];
  readonly sources: Readonly<Record<string, string>>;

  constructor(
    databases: { registrar: Db; admin: Db },
    universities: readonly University[],
    sources: Readonly<Record<string, string>>,
  ) {
    this.registrar = databases.registrar;
    this.admin = databases.admin;
    this.universities = universities;
    this.sources = sources;
  }

  async step(step: Step): Promise<void> {
    if (this.people.length < 2 || step.do === 'person') return this.#person(step.b);
    const person = this.people[step.a % this.people.length]!;
    if (step.do === 'record') return void (await this.#record(this.canonical(person), step.b));
    if (step.do === 'follower') return this.#follower(person, step.b);
    if (step.do === 'rename') return this.#rename(step.a);
    if (step.do === 'belong') return this.#belong(this.canonical(person), step.b);
    if (step.do === 'merge') {
      await this.merge(person, this.people[step.b % this.people.length]!);
      return;
    }
    const merge = this.merges[step.a % Math.max(1, this.merges.length)];
    if (merge) await this.split(merge);
  }

  canonical(personId: string): string {
    const merge = this.merges.find(({ loserId }) => loserId === personId);
    return merge ? this.canonical(merge.survivorId) : personId;
  }

  async merge(one: string, other: string): Promise<ModelMerge | undefined> {
    const merged = await acrossUniversities(this.registrar, (tx) =>
      mergePeople(tx, [one, other], {
        id: uuidv7(),
        method: 'operator',
        reason: 'test',
        decidedBy: ['service:test'],
      }),
    );
    if (!merged) return undefined;
    const merge = { id: merged.mergeId, survivorId: merged.survivorId, loserId: merged.loserId };
    this.merges.push(merge);
    return merge;
  }

  async split(merge: ModelMerge): Promise<void> {
    await acrossUniversities(this.registrar, (tx) =>
      splitPeople(tx, merge.id, { id: uuidv7(), method: 'operator', reason: 'test', decidedBy: ['service:test'] }),
    );
    // Who came in by the number of somebody who goes, goes with him.
    const leaving = this.#cluster(merge.loserId);
    const holder = this.canonical(merge.loserId);
    for (const [at, record] of this.records.entries()) {
      const owner = this.#marks.get(record.id);
      if (owner !== undefined && leaving.includes(owner) && record.homePersonId === holder && record.id > merge.id) {
        this.records[at] = { ...record, homePersonId: merge.loserId };
      }
    }
    this.merges = this.merges.filter(({ id }) => id !== merge.id);
  }

  /** Everybody merged into a person, himself included. */
  #cluster(personId: string): string[] {
    return [
      personId,
      ...this.merges.filter((one) => one.survivorId === personId).flatMap((one) => this.#cluster(one.loserId)),
    ];
  }

  async #person(b: number): Promise<void> {
    const personId = uuidv7();
    await this.admin.raw('insert into directory.people (id, reference_id) values (?, ?)', [
      personId,
      randomReference(),
    ]);
    this.people.push(personId);
    await this.#record(personId, b);
    await this.#belong(personId, b + 1);
  }

  /** As an import leaves it: a record with login, number, affiliation, mark, membership and grant, all of one person. */
  async #record(personId: string, b: number, mark?: string): Promise<string> {
    const university = this.universities[b % this.universities.length]!;
    const [id, groupId, key, hmac] = [uuidv7(), uuidv7(), uuidv7(), mark ?? randomDigits(32)];
    const scope = university.homeOrganization;
    const run = (sql: string, values: unknown[]) => this.admin.raw(sql, values as never);
    await run(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date, national_number_hmac, created_at)
       values (?, ?, ?, ?, ?, 'Семёнова', '2004-05-06', decode(?, 'hex'), clock_timestamp())`,
      [id, this.sources[university.id], university.id, key, personId, hmac],
    );
    await run(
      `insert into directory.national_number_marks (national_number_hmac, birth_date, person_id) values (decode(?, 'hex'), '2004-05-06', ?)
       on conflict do nothing`,
      [hmac, personId],
    );
    await run(
      `insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal, state)
       select directory.new_id(), r.person_id, r.id, r.university_id, v.scheme, ?, v.value, v.value,
              case when v.scheme = 'eppn' and exists (
                select from directory.identifiers i where i.person_id = r.person_id and i.scope = ? and i.scheme = 'eppn' and i.state = 'current')
              then 'prior' else 'current' end
       from directory.source_records r, (values ('eppn', ?), ('student_number', ?)) as v (scheme, value) where r.id = ?`,
      [scope, scope, `${key}@${scope}`, key, id],
    );
    await run(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       values (directory.new_id(), ?, ?, ?, ?, 'student', tstzrange('2024-09-01', null))`,
      [id, personId, university.id, scope],
    );
    await run(`insert into directory.groups (id, university_id, display_name) values (?, ?, ?)`, [
      groupId,
      university.id,
      key,
    ]);
    await run(
      `insert into directory.group_members (group_id, university_id, source_record_id, person_id, added_by) values (?, ?, ?, ?, 'service:test')`,
      [groupId, university.id, id, personId],
    );
    await run(
      `insert into directory.entitlement_grants (id, uri, university_id, source_record_id, person_id, valid, granted_by)
       values (directory.new_id(), ?, ?, ?, ?, tstzrange(now(), null), 'service:test')`,
      [`urn:test:${university.slug}`, university.id, id, personId],
    );
    this.records.push({ id, universityId: university.id, homePersonId: personId });
    return id;
  }

  /** Somebody new of a source is recognised by the national number of one who may be merged into another. */
  async #follower(personId: string, b: number): Promise<void> {
    const known = this.records.find((one) => one.homePersonId === personId && !this.#marks.has(one.id));
    if (!known) return;
    const { rows } = await this.admin.raw<{ rows: { mark: string; personId: string; owner: string }[] }>(
      `select encode(r.national_number_hmac, 'hex') as mark, m.person_id as "personId", coalesce(m.home_person_id, m.person_id) as owner
       from directory.source_records r join directory.national_number_marks m using (national_number_hmac, birth_date) where r.id = ?`,
      [known.id],
    );
    const { mark, personId: holder, owner } = rows[0]!;
    this.#marks.set(await this.#record(holder, b, mark), owner);
  }

  async #rename(a: number): Promise<void> {
    const record = this.records[a % this.records.length]!;
    await this.admin.raw(
      `update directory.source_records set family_name = family_name || 'а', version = version + 1 where id = ?`,
      [record.id],
    );
  }

  /** A card, a role, an account and a subject of the person somebody is at that moment. */
  async #belong(personId: string, b: number): Promise<void> {
    const university = this.universities[b % this.universities.length]!;
    const run = (sql: string, values: unknown[]) => this.admin.raw(sql, values as never);
    await run(
      `insert into directory.cards (id, person_id, state, issued_by_university_id, changed_by) values (?, ?, 'requested', ?, 'service:test') on conflict do nothing`,
      [uuidv7(), personId, university.id],
    );
    await run(
      `insert into directory.staff_roles (id, person_id, university_id, role, granted_by) values (?, ?, ?, 'librarian', 'service:test') on conflict do nothing`,
      [uuidv7(), personId, university.id],
    );
    await run(
      `insert into identity_provider.accounts (person_id, reference_id) select id, reference_id from directory.people where id = ? on conflict do nothing`,
      [personId],
    );
    await run(
      `insert into directory.pairwise_subjects (sector, subject, person_id) values (?, ?, ?) on conflict do nothing`,
      [`sector-${b % 3}`, uuidv7(), personId],
    );
  }
}
