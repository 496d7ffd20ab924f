import { startUpstream, type UpstreamPerson } from './provider.ts';

/**
 * The sample provider as a program: `node infra/samples/upstream/src/main.ts`. Settings: UPSTREAM_PORT (4052),
 * UPSTREAM_UNIVERSITY, UPSTREAM_CLIENT_ID, UPSTREAM_CLIENT_SECRET, UPSTREAM_REDIRECT_URIS (with commas), UPSTREAM_LOGOUT_URI, and
 * UPSTREAM_PEOPLE,
 * a JSON list of `{"sub", "name", "claims"}`.
 */
if (process.env['NODE_ENV'] === 'production') {
  console.error('A sample provider lets in whoever presses a name; it refuses NODE_ENV=production.');
  process.exit(1);
}
const setting = (name: string, otherwise: string) => process.env[name] ?? otherwise;
const people = JSON.parse(
  setting(
    'UPSTREAM_PEOPLE',
    JSON.stringify([
      { sub: 'u-102', name: 'Галиев Тимур Маратович', claims: { eduperson_principal_name: 'timur.galiev@tsu.ru' } },
      { sub: 'u-113', name: 'Старостин Александр', claims: { eduperson_principal_name: 'alexander.starostin@tsu.ru' } },
      { sub: 'u-105', name: 'Семёнов Фёдор Ильич', claims: { eduperson_principal_name: 'fyodor.semyonov@tsu.ru' } },
      { sub: 'u-999', name: 'Гость Без Записи', claims: { eduperson_principal_name: 'guest@tsu.ru' } },
    ]),
  ),
) as UpstreamPerson[];

const options = {
  port: Number(setting('UPSTREAM_PORT', '4052')),
  university: setting('UPSTREAM_UNIVERSITY', 'ТГУ'),
  clientId: setting('UPSTREAM_CLIENT_ID', 'campus'),
  clientSecret: setting('UPSTREAM_CLIENT_SECRET', 'sample-secret-of-the-university'),
  redirectUris: setting('UPSTREAM_REDIRECT_URIS', 'http://localhost:4000/federation/callback/tsu').split(','),
  ...(process.env['UPSTREAM_LOGOUT_URI'] ? { backchannelLogoutUri: process.env['UPSTREAM_LOGOUT_URI'] } : {}),
  people,
};
const upstream = await startUpstream(options);
console.log(`The university's own provider is up. Enter in the console, under "Ways in":
  issuer         ${upstream.issuer}
  client         ${options.clientId}
  secret         ${options.clientSecret}
  claim          eduperson_principal_name, a login with its domain
  redirect URI   ${options.redirectUris.join(' ')} (known to it already)`);
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => void upstream.stop().then(() => process.exit(0)));
}
