import { DomainError } from '@onecampus/errors';
import { route } from '@onecampus/http';
import { SCANNED_LENGTH_MAX } from '@onecampus/pass-codes';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { readCard } from '../use-cases/read-card.ts';
import type { WebApp } from '../web-app.ts';

const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A reader that is attached to this machine, or a simulator of one. */
export function readCardRoute(app: WebApp, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/reads',
    summary: 'What the reader sent, as if a card had been shown',
    authenticate: async (request) => {
      if (local.has(request.socket.remoteAddress ?? '')) return;
      throw new DomainError('route.unknown', 'There is nothing at this address.');
    },
    body: z.strictObject({ scanned: z.string().max(SCANNED_LENGTH_MAX * 16) }),
    handle: async ({ body }) => {
      const { verdict, requestId } = await readCard(context, body.scanned);
      return {
        decision: verdict.decision,
        reason_code: verdict.reasonCode,
        reason_user: verdict.forPerson,
        reason_admin: verdict.forGuard,
        ...(verdict.nextAllowedFrom === null ? {} : { next_allowed_from: verdict.nextAllowedFrom }),
        decided_by: verdict.decidedBy,
        snapshot_seq: verdict.snapshotSeq,
        request_id: requestId,
      };
    },
  });
}
