import { isPublicKey } from '@onecampus/audit-chain';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { addAuditWitness } from '../use-cases/add-audit-witness.ts';
import { registerWitnessKey } from '../use-cases/register-witness-key.ts';
import { slug, university } from './schemas.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

const witness = z.strictObject({
  n: z.int().min(1),
  hash,
  checkpoint: hash.describe('Digest of the signed checkpoint that was seen.'),
  witness: slug.describe('The university that counter-signs.'),
  at: z.string().refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text, {
    message: 'must be an ISO 8601 time in UTC with milliseconds',
  }),
  key_id: z.string().length(43),
  signature: z.string().length(86).describe('Ed25519 over the statement, base64url.'),
});

export function addAuditWitnessRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/universities/:university/audit/witnesses',
    summary: 'Adds another university’s counter-signature to a checkpoint of this university’s chain.',
    authenticate: bearer(context.access, 'audit.witness'),
    params: z.strictObject({ university }),
    body: witness,
    handle: async ({ params, body }) => ({
      added: await addAuditWitness(context, { university: params.university, witness: body }),
    }),
  });
}

export function registerWitnessKeyRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/universities/:university/audit/witness-keys',
    summary: 'Registers the public key under which this university counter-signs the chains of others.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university }),
    body: z.strictObject({ x: z.string().refine(isPublicKey, 'must be an Ed25519 public key in base64url') }),
    handle: async ({ principal, params, body }) => {
      const { keyId, x } = await registerWitnessKey(context, { by: principal.actor, ...params, ...body });
      return { key_id: keyId, x };
    },
  });
}
