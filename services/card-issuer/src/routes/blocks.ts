import { blockKinds, blockScopes, findUniversity, type ListedBlock } from '@onecampus/directory';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { liftBlock } from '../use-cases/lift-block.ts';
import { setBlock } from '../use-cases/set-block.ts';
import { showBlocks } from '../use-cases/show-blocks.ts';
import { personIdParams } from './schemas.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'must be one line');
const university = z.string().min(1).max(128).describe('Slug or domain of the university in whose name it is done.');

const newBlock = z
  .strictObject({
    university,
    scope: z.enum(blockScopes),
    library: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
      .optional()
      .describe('With scope "library": the slug of its gate’s zone, the location of its self-checks.'),
    kinds: z.array(z.enum(blockKinds)).min(1).max(blockKinds.length),
    amount_minor: z.number().int().min(1).max(100_000_000_000).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    public_text: line(300).describe('For the reader and for every library.'),
    private_text: line(1_000).optional().describe('For the librarians of this university alone.'),
    until: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  })
  .refine(
    ({ scope, library }) => (scope === 'library') === (library !== undefined),
    'name a library with scope library',
  )
  .refine(
    ({ amount_minor, currency }) => (amount_minor === undefined) === (currency === undefined),
    'an amount has a currency',
  );

/** Blocks for programs: a library's own system sets and lifts them as it learns of debts. */
export function blockRoutes(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/people/:personId/blocks',
    summary: 'Forbids a person something for now, in one library, one university, or everywhere.',
    authenticate: bearer(context.access, 'cards.write'),
    params: personIdParams,
    body: newBlock,
    status: 201,
    handle: async ({ principal, params, body }) => ({
      id: await setBlock(context, {
        by: principal,
        personId: params.personId,
        universityId: (await findUniversity(context.db, body.university)).id,
        scope: body.scope,
        libraryId: body.library,
        kinds: [...new Set(body.kinds)],
        amount: body.amount_minor === undefined ? undefined : { minor: body.amount_minor, currency: body.currency! },
        publicText: body.public_text,
        privateText: body.private_text,
        until: body.until,
      }),
    }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/people/:personId/blocks',
    summary: 'Every block that a person ever had, the newest first, without private texts.',
    authenticate: bearer(context.access, 'cards.read'),
    params: personIdParams,
    handle: async ({ principal, params }) => ({
      blocks: (await showBlocks(context, { by: principal, personId: params.personId })).map(shown),
    }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/blocks/:blockId/release',
    summary: 'Lifts a block; only in the name of the university that set it.',
    authenticate: bearer(context.access, 'cards.write'),
    params: z.strictObject({ blockId: z.uuid() }),
    body: z.strictObject({ university, reason: line(300) }),
    handle: async ({ principal, params, body }) =>
      liftBlock(context, {
        by: principal,
        universityId: (await findUniversity(context.db, body.university)).id,
        blockId: params.blockId,
        reason: body.reason,
      }),
  });
}

function shown(block: ListedBlock): object {
  return {
    id: block.id,
    scope: block.scope,
    universityId: block.universityId,
    library: block.libraryId ?? null,
    kinds: block.kinds,
    amount_minor: block.amountMinor ?? null,
    currency: block.currency ?? null,
    public_text: block.publicText,
    set_at: block.setAt.toISOString(),
    until: block.until?.toISOString() ?? null,
    released_at: block.releasedAt?.toISOString() ?? null,
  };
}
