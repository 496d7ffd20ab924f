import type { Service, SettingSchema } from './services.ts';

/** One table per service: variable, what it takes, its default, what it is for. */
export async function settingsPage(services: readonly Service[]): Promise<string> {
  const parts = services.map((service) => {
    const rows = Object.entries(service.settings).map(([name, schema]) => {
      const { takes, fallback } = describe(schema);
      return `| \`${name}\` | ${takes} | ${fallback} | ${(service.notes.get(name) ?? usualNotes[name] ?? '').replaceAll('|', '\\|')} |`;
    });
    return `## ${service.name}\n\n| Variable | Takes | Default | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  const head = `# Settings

Environment variables of each service. A service lists every fault at once and ends with code 78; a \`CAMPUS_…\` variable
that it does not know is a fault. For any setting \`X\`, \`X_FILE=/path\` reads the value from a file.
`;
  return `${head}\n${parts.join('\n')}`;
}

/** What settings mean that several services have under one name. */
const usualNotes: Readonly<Record<string, string>> = {
  CAMPUS_PORT: 'The port on which the service listens.',
  CAMPUS_METRICS_PORT: 'The port of `/metrics`; the service’s port + 1000 where it is not given.',
  CAMPUS_PUBLIC_URL: 'Where people and programs reach the service; also the audience of its access tokens.',
  CAMPUS_ISSUER: 'The identity provider’s issuer.',
  DATABASE_URL: 'Postgres 15 or newer, under the service’s own role.',
  CAMPUS_CLIENT_ID: 'The client under which the service’s staff pages sign in at the identity provider.',
  CAMPUS_CLIENT_SECRET: 'The secret of that client.',
  CAMPUS_SESSION_SECRET: 'Signs the cookies of staff sessions; with another one everybody signs in again.',
};

function describe(schema: SettingSchema): { takes: string; fallback: string } {
  const json = schema.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  const required = !schema.safeParse(undefined).success;
  const fallback = required
    ? '**required**'
    : json['default'] === undefined || json['default'] === ''
      ? '—'
      : `\`${String(json['default'])}\``;
  return { takes: takes(json), fallback };
}

function takes(json: Record<string, unknown>): string {
  const values = json['enum'];
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  const type = String(json['format'] ?? json['type'] ?? 'text')
    .replace('uri', 'URL')
    .replace('string', 'text');
  const { minimum, maximum, minLength, pattern } = json as Record<string, number | string | undefined>;
  if (minimum !== undefined && maximum !== undefined) return `${type} ${minimum}–${maximum}`;
  if (minLength !== undefined && Number(minLength) > 1) return `${type} of at least ${minLength} characters`;
  return pattern === undefined || type !== 'text'
    ? type
    : `text matching \`${String(pattern).replaceAll('|', '\\|')}\``;
}
