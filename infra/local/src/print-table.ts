import { consortium } from '@onecampus/sample-big-tomsk';
import type { StartableName } from './options.ts';
import type { Urls } from './programs.ts';
import { sampleUpstream } from './sample/connect-upstream.ts';

const elsewhere = sampleUpstream.university;

const what: Readonly<Record<StartableName, string>> = {
  'sample-lms-a': 'Sample LMS A (TPU Courses)',
  'sample-lms-b': 'Sample LMS B (TSU Courses)',
  'sample-upstream': `${elsewhere.names.en.short}’s own sign-in (sample provider)`,
  'identity-provider': 'Identity provider',
  registrar: 'Registrar: rolls of a university',
  'card-issuer': 'Card desk for librarians; /my for readers',
  'access-checker': 'Access: zones, rules, passages',
  'gate-terminal': 'Gate terminal with a simulated reader',
};

export interface Summary {
  readonly services: readonly { readonly name: string; readonly url: string }[];
  readonly signIns: readonly {
    readonly who: string;
    readonly university: string;
    readonly login: string;
    readonly eppn: string;
    readonly studentNumber: string;
    readonly card: string | undefined;
  }[];
  readonly password: string;
  readonly cards: Readonly<Record<string, string>>;
  readonly terminal: { readonly id: string; readonly zone: string } | undefined;
}

export function summaryOf(
  urls: Urls,
  started: readonly StartableName[],
  password: string,
  cards: Readonly<Record<string, string>>,
  terminal: Summary['terminal'],
): Summary {
  return {
    services: (Object.keys(what) as StartableName[])
      .filter((name) => started.includes(name))
      .map((name) => ({ name, url: urls.of[name] })),
    signIns: consortium.signIns.flatMap((person) =>
      person.identities.slice(0, 1).map((identity) => {
        const university = consortium.universities.find((one) => one.slug === identity.university)!;
        return {
          who: person.shows.en,
          university: university.names.en.short,
          login: identity.login,
          eppn: `${identity.login}@${university.scope}`,
          studentNumber: identity.sourceKey,
          card: cards[person.slug],
        };
      }),
    ),
    password,
    cards,
    terminal,
  };
}

/** The one table of a finished start: what, where, and as whom to try it. */
export function tableOf(summary: Summary): string {
  const upstream = summary.services.find(({ name }) => name === 'sample-upstream');
  const rows = [...summary.services.map((one) => [what[one.name as StartableName], one.url])];
  const people = summary.signIns.map((one) => [one.who, one.eppn, one.studentNumber, one.card ?? '']);
  return [
    '',
    ...align([['What', 'Where'], ...rows]),
    '',
    ...align([['Sample sign-in', 'Login', 'Number for the desk', 'Card'], ...people]),
    '',
    `Password of all sample people: ${summary.password}`,
    ...(upstream === undefined
      ? []
      : [
          `${elsewhere.names.en.short} signs its own people in: choose it, press a name at ${upstream.url}, and be back. It is set up as`,
          `issuer ${upstream.url}, client ${sampleUpstream.clientId}, claim eduperson_principal_name; its secret is in the data folder.`,
        ]),
    'Ctrl-C stops everything. Commands of the operator: pnpm campus --help',
    '',
  ].join('\n');
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  const lines = rows.map(
    (row) =>
      `  ${row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('   ')
        .trimEnd()}`,
  );
  return [lines[0]!, `  ${widths.map((width) => '─'.repeat(width)).join('   ')}`, ...lines.slice(1)];
}
