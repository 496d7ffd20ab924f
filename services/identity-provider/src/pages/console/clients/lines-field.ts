import { z } from 'zod';

/** A field of several lines, each a value of its own. */
export const linesField = z
  .string()
  .max(10_000)
  .default('')
  .transform((text) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  );
