import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { alreadyAnswered, bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { exportAudit } from '../use-cases/export-audit.ts';
import { university } from './schemas.ts';

export function auditExportRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/audit/export',
    summary:
      'The whole audit chain of a university as NDJSON, signed; "consortium" for the entries of no university. Check it with "campus audit verify".',
    authenticate: bearer(context.access, 'audit.read'),
    params: z.strictObject({ university }),
    handle: async ({ principal, params, response }) => {
      const { university, lines } = await exportAudit(context, { by: principal.actor, university: params.university });
      await sendExport(response, university ?? 'consortium', lines);
      return alreadyAnswered;
    },
  });
}

/** Sends the lines as they come, no faster than they are taken. */
async function sendExport(
  response: Writable & { setHeader(name: string, value: string): unknown },
  name: string,
  lines: AsyncIterable<string>,
): Promise<void> {
  response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="audit-${name}.ndjson"`);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(Readable.from(inPieces(lines)), response);
}

const piece_chars = 65_536;

/** Many short lines as few long writes. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < piece_chars) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
