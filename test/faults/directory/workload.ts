import type { Random } from '../random.ts';
import { ask, type Ledger } from './ledger.ts';
import type { RunningRegistrar } from './start-registrar.ts';

export interface Workload {
  readonly registrar: RunningRegistrar;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Of the operator: people.write. */
  readonly authorization: string;
  /** Of the university whose people come by SCIM. */
  readonly scimToken: string;
  readonly rows: number;
}

const answer_timeout_ms = 20_000;
const breath_ms = 40;
/** Whoever was refused waits a little, as a client does. */
const breath_after_failure_ms = 300;
/** Letters only, so that the number of a run can be written into a family name. */
const letters = 'абвгдежзик';
const surnameOf = (run: number) => `Проверкин${[...String(run)].map((digit) => letters[Number(digit)]).join('')}`;

/** Rolls at one university and SCIM writes at another, one after the other in each, until told to stop. */
export function startWorkload(load: Workload): { stop(): Promise<void> } {
  let stopping = false;
  const goingOn = () => !stopping;
  const loops = [
    importing(load, 'tpu', goingOn),
    importing(load, 'sibmed', goingOn),
    ...[0, 1, 2].map((lane) => provisioning(load, lane, goingOn)),
  ];
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(loops);
    },
  };
}

/** Every row of a roll carries the number of its run: a roll that was written by half shows two. */
async function importing(load: Workload, university: string, goingOn: () => boolean): Promise<void> {
  for (let run = 1; goingOn(); run += 1) {
    const surname = surnameOf(run);
    const done = await ask(load.ledger, `roll of ${university}`, surname, async () => {
      const answer = await send(
        `${load.registrar.url}/api/v1/universities/${university}/sources/sis/imports?accept_shrink=true`,
        {
          method: 'POST',
          headers: { authorization: load.authorization, 'content-type': 'text/csv' },
          body: rollOf(surname, load.rows),
        },
      );
      if ((answer['state'] as string) !== 'applied')
        throw new Error(`not applied: ${JSON.stringify(answer).slice(0, 200)}`);
    });
    await breathe(done);
  }
}

function rollOf(surname: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const day = String((index % 27) + 1).padStart(2, '0');
    return `${10_000 + index};${surname};Иван;${day}.03.2004;студент;01.09.2024;30.06.2030`;
  });
  return ['Номер;Фамилия;Имя;Дата рождения;Категория;Дата начала;Дата окончания', ...lines].join('\n');
}

async function provisioning(
  { registrar, ledger, random, scimToken }: Workload,
  lane: number,
  goingOn: () => boolean,
): Promise<void> {
  const base = `${registrar.url}/scim/v2/tsu/Users`;
  const headers = { authorization: `Bearer ${scimToken}`, 'content-type': 'application/scim+json' };
  const known: { userName: string; id: string }[] = [];
  for (let turn = 1; goingOn(); turn += 1) {
    const old = random.next() < 0.5 ? random.pick(known) : undefined;
    const surname = surnameOf(turn);
    let done: boolean;
    if (old) {
      done = await ask(ledger, `user ${old.userName}`, surname, async () => {
        const body = {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'replace', path: 'name.familyName', value: surname }],
        };
        await send(`${base}/${old.id}`, { method: 'PATCH', headers, body: JSON.stringify(body) });
      });
    } else {
      const userName = `u${lane}-${turn}`;
      done = await ask(ledger, `user ${userName}`, surname, async () => {
        const body = {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName,
          externalId: `e-${userName}`,
          name: { familyName: surname, givenName: 'Анна' },
          userType: 'student',
          active: true,
        };
        const { id } = await send(base, { method: 'POST', headers, body: JSON.stringify(body) });
        known.push({ userName, id: String(id) });
      });
    }
    await breathe(done);
  }
}

async function send(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(answer_timeout_ms) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function breathe(afterSuccess: boolean): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, afterSuccess ? breath_ms : breath_after_failure_ms));
}
