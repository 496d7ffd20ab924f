import { DomainError } from '@onecampus/errors';
import type { z } from 'zod';

/** Checks one part of a request against its schema; all faults at once, each with its field (`errors` of the problem). */
export function parseInput(schema: z.ZodType | undefined, value: unknown, part: 'path' | 'query' | 'body'): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const unknownField = parsed.error.issues.some((issue) => issue.code === 'unrecognized_keys');
  throw new DomainError(
    unknownField ? 'request.unknown_field' : 'request.malformed',
    `The ${part} of the request does not have the expected form.`,
    {
      details: {
        errors: parsed.error.issues
          .slice(0, 20)
          .map((issue) => ({ in: part, field: issue.path.join('.'), message: issue.message })),
      },
    },
  );
}
