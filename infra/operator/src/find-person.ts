import type { OperatorClient } from './client/operator-client.ts';
import { CommandFailure } from './command-failure.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface FoundPerson {
  readonly personId: string;
  readonly [field: string]: unknown;
}

/** A person by id, eppn (`login@domain`) or, with a university, student or employee number: `tpu:10000101`. */
export async function findPerson(client: OperatorClient, person: string): Promise<FoundPerson> {
  const query = queryOf(person);
  let people = await ask(client, query);
  const number = query.get('student_number');
  if (people.length === 0 && number !== null) {
    query.delete('student_number');
    query.set('employee_number', number);
    people = await ask(client, query);
  }
  if (people.length === 0) throw new CommandFailure('not-found', `Nobody is known as ${person}.`);
  if (people.length > 1)
    throw new CommandFailure(
      'refused',
      `Several people are known as ${person}; name the university: <university>:${person}`,
    );
  return people[0]!;
}

async function ask(client: OperatorClient, query: URLSearchParams): Promise<FoundPerson[]> {
  return (await client.call<{ people: FoundPerson[] }>('registrar', 'GET', `/api/v1/people?${query}`)).people;
}

export async function personId(client: OperatorClient, person: string): Promise<string> {
  return uuid.test(person) ? person : (await findPerson(client, person)).personId;
}

function queryOf(person: string): URLSearchParams {
  if (uuid.test(person)) return new URLSearchParams({ id: person });
  if (person.includes('@')) return new URLSearchParams({ eppn: person });
  const [university, number] = person.includes(':') ? (person.split(':', 2) as [string, string]) : [undefined, person];
  return new URLSearchParams({ student_number: number, ...(university ? { university } : {}) });
}
