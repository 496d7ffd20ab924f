import { sip2Charsets } from '@onecampus/sip2';
import { z } from 'zod';
import { accountKeys, accountPurposes, accountShows } from '../rules/sip-account.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line');

/** What may be changed of an account, under the names that the API has. */
const changeable = {
  library: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .nullable()
    .describe('The code of the library where the machine stands; its blocks reach the machine then.'),
  institution: z
    .string()
    .regex(/^[ -{}~]{1,64}$/)
    .describe('What the machine calls the institution (AO).'),
  title: line(128).describe('The name of the library (AM).'),
  purpose: z.enum(accountPurposes).describe('What the machine is for: it hears of the blocks that forbid that.'),
  pin: z.enum(['required', 'none']).describe('Whether a reader proves himself with his PIN.'),
  shows: z.array(z.enum(accountShows)).max(accountShows.length).describe('What it may learn of a reader.'),
  accepts: z.array(z.enum(accountKeys)).min(1).max(accountKeys.length).describe('What may be scanned.'),
  networks: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .min(1)
    .max(64)
    .describe('From where it may come, in CIDR notation.'),
  without_login: z.boolean().describe('Its address stands for it where it knows no log-in.'),
  client_certificate: line(128)
    .nullable()
    .describe('The common name of its certificate; it is served over TLS only then.'),
  charset: z.enum(sip2Charsets),
  delimiter: z.string().regex(/^[!-/:-@[-`{-~]$/, 'must be one sign that is no letter and no digit'),
  terminator: z.enum(['cr', 'crlf']),
  error_detection: z.enum(['mirrored', 'required']),
  language: z.enum(['ru', 'en']),
  may_block: z.boolean().describe('Whether it may stop cards (SIP2 01).'),
  expired_is_invalid: z.boolean().describe('Whether a card that has run out is called no valid one (BLN).'),
  certification: z.boolean().describe('Shows made-up readers, and no real one.'),
  idle_seconds: z.number().int().min(600).max(86_400),
  connections_max: z.number().int().min(1).max(1_000),
  messages_per_minute: z.number().int().min(1).max(600_000),
  enabled: z.boolean(),
} as const;

const { institution, title, purpose, networks, ...optional } = changeable;

export const login = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,31}$/, 'must be 2 to 32 of a–z, 0–9, ".", "_" and "-"');
export const loginParams = z.strictObject({ login });
export const newAccount = z.strictObject({
  login,
  university: z.string().min(1).max(128).describe('Slug or domain, e.g. "tpu".'),
  institution,
  title,
  purpose,
  networks,
  ...z.strictObject(optional).partial().shape,
});
export const accountChanges = z
  .strictObject(changeable)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'name what is to be changed');
