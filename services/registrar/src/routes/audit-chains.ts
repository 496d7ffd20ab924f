import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { listAuditChains } from '../use-cases/list-audit-chains.ts';
import { listAuditLinks } from '../use-cases/list-audit-links.ts';
import { type ShownChain, showAuditChain } from '../use-cases/show-audit-chain.ts';
import { university } from './schemas.ts';

const page_checkpoints_max = 1_000;
const page_links_max = 10_000;

const page = (max: number) =>
  z.strictObject({
    after: z.coerce.number().int().min(0).default(0).describe('Only what lies behind this number.'),
    limit: z.coerce.number().int().min(1).max(max).default(max),
  });

export function auditChainsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/audit/chains',
    summary: 'Every audit chain: its name and the university whose it is.',
    authenticate: bearer(context.access, 'audit.witness'),
    query: z.strictObject({}),
    handle: async () => ({ chains: await listAuditChains(context) }),
  });
}

export function auditCheckpointsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/audit/checkpoints',
    summary: 'The state of an audit chain, its signed checkpoints and who counter-signed them. No entry is shown.',
    authenticate: bearer(context.access, 'audit.witness'),
    params: z.strictObject({ university }),
    query: page(page_checkpoints_max),
    handle: async ({ params, query }) => answerOf(await showAuditChain(context, { ...params, ...query })),
  });
}

export function auditLinksRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/audit/links',
    summary: 'Numbers and leaf hashes of a chain, so that a witness can see that it continues what he signed before.',
    authenticate: bearer(context.access, 'audit.witness'),
    params: z.strictObject({ university }),
    query: page(page_links_max),
    handle: async ({ params, query }) => ({ links: await listAuditLinks(context, { ...params, ...query }) }),
  });
}

function answerOf(shown: ShownChain): object {
  return {
    chain: shown.chain,
    university: shown.university,
    head: { n: shown.n, hash: shown.hash },
    unchained_since: shown.unchainedSince?.toISOString() ?? null,
    operator_keys: shown.operatorKeys.map(({ keyId, x }) => ({ key_id: keyId, x })),
    witness_keys: shown.witnessKeys.map(({ keyId, x, witness }) => ({ key_id: keyId, x, university: witness })),
    checkpoints: shown.checkpoints,
    witnesses: shown.witnesses,
  };
}
