import { type DatabaseService, databaseServices, serviceUrl } from '@onecampus/roles';
import type { StartableName } from './options.ts';
import type { Places } from './places.ts';
import type { Ports } from './ports.ts';
import { sampleUpstream } from './sample/connect-upstream.ts';
import { sampleTerminalZone } from './sample/enrol-terminal.ts';
import type { Secrets } from './secrets.ts';
import type { Program } from './supervisor.ts';

export interface Urls {
  readonly issuer: string;
  readonly of: Readonly<Record<StartableName, string>>;
}

export function urlsOf(ports: Ports): Urls {
  const at = (name: StartableName) => `http://localhost:${ports[name]}`;
  return {
    issuer: at('identity-provider'),
    of: {
      'identity-provider': at('identity-provider'),
      registrar: at('registrar'),
      'card-issuer': at('card-issuer'),
      'access-checker': at('access-checker'),
      'gate-terminal': at('gate-terminal'),
      'sample-lms-a': at('sample-lms-a'),
      'sample-lms-b': at('sample-lms-b'),
      'sample-upstream': at('sample-upstream'),
    },
  };
}

interface Given {
  readonly adminUrl: string;
  readonly ports: Omit<Ports, 'sip2'> & Partial<Pick<Ports, 'sip2'>>;
  readonly urls: Urls;
  readonly secrets: Secrets;
  readonly places: Places;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How each program is started on one machine: its entry file and its whole environment. */
export function programOf(name: StartableName, given: Given): Program {
  const { ports } = given;
  const base = { name, readyUrl: `http://127.0.0.1:${ports[name]}/readyz` };
  if (name === 'sample-lms-a' || name === 'sample-lms-b') {
    return {
      ...base,
      readyUrl: `http://127.0.0.1:${ports[name]}/livez`,
      entry: 'infra/samples/lms/src/main.ts',
      environment: lmsEnvironment(name, given),
    };
  }
  if (name === 'sample-upstream') {
    return {
      ...base,
      readyUrl: `${given.urls.of[name]}/.well-known/openid-configuration`,
      entry: 'infra/samples/upstream/src/main.ts',
      environment: upstreamEnvironment(given),
    };
  }
  return {
    ...base,
    // A terminal is of use, and says so on its page, also while the centre is away.
    readyUrl: name === 'gate-terminal' ? `http://127.0.0.1:${ports[name]}/livez` : base.readyUrl,
    entry: `services/${name}/src/main.ts`,
    environment: {
      NODE_ENV: 'development',
      CAMPUS_PORT: String(ports[name]),
      CAMPUS_LOG_LEVEL: given.environment['CAMPUS_LOG_LEVEL'] ?? 'info',
      ...(isDatabaseService(name) ? databaseEnvironment(name, given) : {}),
      ...ownEnvironment(name, given),
    },
  };
}

function isDatabaseService(name: StartableName): name is DatabaseService & StartableName {
  return (databaseServices as readonly string[]).includes(name);
}

function databaseEnvironment(name: DatabaseService, given: Given): Record<string, string> {
  const redis = given.environment['REDIS_URL'];
  return {
    DATABASE_URL: serviceUrl(given.adminUrl, name, given.secrets.databasePasswords[name]),
    ...(redis ? { REDIS_URL: redis } : {}),
  };
}

function ownEnvironment(name: StartableName, given: Given): Record<string, string> {
  const { secrets, urls } = given;
  switch (name) {
    case 'identity-provider':
      return {
        CAMPUS_ISSUER: urls.issuer,
        KEY_ENCRYPTION_KEY: secrets.keyEncryptionKey,
        OPERATOR_CLIENT_SECRET: secrets.operatorSecret,
        // The sample's administrators were given passwords; a passkey each adds for himself.
        CAMPUS_CONSOLE_PASSKEYS: 'no',
        CAMPUS_MAIL_FOLDER: given.places.mail,
        CAMPUS_REGISTRAR_URL: urls.of.registrar,
        CAMPUS_CARD_ISSUER_URL: urls.of['card-issuer'],
        CAMPUS_ACCESS_CHECKER_URL: urls.of['access-checker'],
      };
    case 'registrar':
      return {
        CAMPUS_NATIONAL_NUMBER_KEY: secrets.nationalNumberKey,
        CAMPUS_DATA_KEY: secrets.dataKey,
        CAMPUS_AUDIT_KEY: secrets.auditKey,
        CAMPUS_AUDIT_SAMPLE_WITNESSES: secrets.auditWitnesses,
        CAMPUS_EVENTS_KEY: secrets.eventsKey,
        CAMPUS_WATCH_FOLDER: given.places.incoming,
        ...staffEnvironment(name, given),
      };
    case 'card-issuer':
      return {
        CAMPUS_PIN_PEPPER: secrets.pinPepper,
        // Several of them on one machine, as tests start them, cannot share a port.
        ...(given.ports.sip2 === undefined ? {} : { CAMPUS_SIP2_PORT: String(given.ports.sip2) }),
        ...staffEnvironment(name, given),
      };
    case 'access-checker':
      return { CAMPUS_CARD_HMAC_KEY: secrets.cardHmacKey, ...staffEnvironment(name, given) };
    case 'gate-terminal':
      return {
        CAMPUS_PUBLIC_URL: urls.of[name],
        CAMPUS_CHECKER_URL: urls.of['access-checker'],
        CAMPUS_TERMINAL_ID: secrets.terminal?.id ?? '',
        CAMPUS_ZONE: sampleTerminalZone,
        CAMPUS_TERMINAL_KEY: JSON.stringify(secrets.terminal?.privateJwk ?? {}),
        CAMPUS_JOURNAL_FOLDER: given.places.terminal,
      };
    default:
      return {};
  }
}

function staffEnvironment(name: 'registrar' | 'card-issuer' | 'access-checker', given: Given): Record<string, string> {
  return {
    CAMPUS_PUBLIC_URL: given.urls.of[name],
    CAMPUS_ISSUER: given.urls.issuer,
    CAMPUS_CLIENT_ID: name,
    CAMPUS_CLIENT_SECRET: given.secrets.clientSecrets[name],
    CAMPUS_SESSION_SECRET: given.secrets.sessionSecrets[name],
  };
}

function lmsEnvironment(name: 'sample-lms-a' | 'sample-lms-b', given: Given): Record<string, string> {
  return {
    LMS_NAME: name === 'sample-lms-a' ? 'TPU Courses (LMS A)' : 'TSU Courses (LMS B)',
    LMS_NAME_RU: name === 'sample-lms-a' ? 'Курсы ТПУ (LMS A)' : 'Курсы ТГУ (LMS B)',
    LMS_PORT: String(given.ports[name]),
    LMS_PUBLIC_URL: given.urls.of[name],
    LMS_ISSUER: given.urls.issuer,
    LMS_CLIENT_ID: name,
    LMS_CLIENT_SECRET: given.secrets.clientSecrets[name],
    LMS_SESSION_SECRET: given.secrets.sessionSecrets[name],
  };
}

/** The sample university's own provider, with the people of the sample who are its own. */
function upstreamEnvironment({ ports, urls, secrets }: Given): Record<string, string> {
  const { slug, scope, names } = sampleUpstream.university;
  return {
    UPSTREAM_PORT: String(ports['sample-upstream']),
    UPSTREAM_UNIVERSITY: names.ru.short,
    UPSTREAM_CLIENT_ID: sampleUpstream.clientId,
    UPSTREAM_CLIENT_SECRET: secrets.upstreamSecret,
    UPSTREAM_REDIRECT_URIS: `${urls.issuer}/federation/callback/${slug}`,
    UPSTREAM_LOGOUT_URI: `${urls.issuer}/federation/backchannel-logout/${slug}`,
    UPSTREAM_PEOPLE: JSON.stringify([
      ...sampleUpstream.people.map(({ familyName, givenName, login }) => ({
        sub: `own-${login}`,
        name: `${familyName} ${givenName}`,
        claims: { eduperson_principal_name: `${login}@${scope}` },
      })),
      { sub: 'own-guest', name: 'Гость Без Записи', claims: { eduperson_principal_name: `guest@${scope}` } },
    ]),
  };
}
