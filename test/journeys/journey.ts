import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Credentials, OidcClient } from '../support/oidc-client.ts';
import type { RunningSystem } from '../support/system.ts';
import { campus, done, type Ran } from './campus.ts';

export const password = 'кедр-и-багульник 7';
export const university = 'sever';
export const domain = 'sever.example';
export const otherUniversity = 'yug';
export const otherDomain = 'yug.example';
export const zone = 'sever-reading-room';

/** Who the parts of the journey tell of; the whole roll is in `roll`. */
export const logins = {
  student: `n.snegova@${domain}`,
  otherStudent: `p.morozov@${domain}`,
  librarian: `v.polkina@${domain}`,
  secondLibrarian: `s.spiskova@${domain}`,
  manager: `k.zamkov@${domain}`,
} as const;
export type Who = keyof typeof logins;

/** As a university's own system exports it: Windows-1251 follows from the encoder, not from here. Line 8 is broken. */
export const roll = [
  'Личный номер;Фамилия;Имя;Отчество;Дата рождения;Логин;Эл. почта;Категория;Подразделение;Действует с;Действует по;Статус',
  '70001;Снегова;Нина;Петровна;02.03.2005;n.snegova;n.snegova@sever.example;студент;Физический факультет;01.09.2024;;обучается',
  '70002;Морозов;Пётр;Ильич;11.11.2004;p.morozov;p.morozov@sever.example;студент;Физический факультет;01.09.2023;;обучается',
  '70003;Полкина;Вера;Львовна;05.06.1979;v.polkina;v.polkina@sever.example;сотрудник;Библиотека;01.02.2010;;работает',
  '70004;Замков;Кирилл;Андреевич;17.01.1970;k.zamkov;k.zamkov@sever.example;сотрудник;Комендатура;01.02.2005;;работает',
  '70005;Спискова;Софья;Олеговна;30.12.1988;s.spiskova;s.spiskova@sever.example;сотрудник;Отдел кадров;01.02.2015;;работает',
  '70006;Летняя;Юлия;;01.07.2003;y.letnyaya;y.letnyaya@sever.example;студент;Физический факультет;01.09.2019;30.06.2024;отчислен',
  '70007;Безымянная;Ольга;;31.02.2003;o.b;o.b@sever.example;студент;Физический факультет;01.09.2024;;обучается',
  '70008;Новиков;Олег;Ильич;12.12.2006;o.novikov;o.novikov@sever.example;студент;Физический факультет;01.09.2024;;обучается',
].join('\r\n');

/** One running system and what the parts of the journey have made in it so far. */
export interface Journey {
  readonly system: RunningSystem;
  readonly folder: string;
  readonly operatorFile: string;
  readonly personIds: Record<Who, string>;
  readonly clients: { readonly client: OidcClient; readonly credentials: Credentials }[];
  /** A program that may read and write cards, and one that may do nothing. */
  library: Credentials;
  powerless: Credentials;
  terminal: { readonly id: string; readonly token: string; readonly privateJwk: Record<string, unknown> };
  run(...args: readonly string[]): Promise<Ran>;
  done<Answer = Record<string, unknown>>(...args: readonly string[]): Promise<Answer>;
  write(name: string, content: string | Uint8Array): Promise<string>;
}

/** Fills `journey` in: parts are declared before the system runs, and read it when their tests do. */
export async function begin(journey: Journey, system: RunningSystem): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-journey-'));
  const write = async (name: string, content: string | Uint8Array) => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const operatorFile = await write('operator.json', JSON.stringify(system.configuration));
  Object.assign(journey, {
    system,
    folder,
    operatorFile,
    personIds: {},
    clients: [],
    run: (...args: string[]) => campus(operatorFile, ...args),
    done: (...args: string[]) => done(operatorFile, ...args),
    write,
  } satisfies Partial<Journey> | { personIds: object });
}
