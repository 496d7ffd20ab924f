import { blockKinds, blockScopes } from '@onecampus/directory';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { readAmount } from '../rules/read-amount.ts';
import { liftBlock } from '../use-cases/lift-block.ts';
import { setBlock } from '../use-cases/set-block.ts';
import { doneOrRefused, refusedWith } from './done-or-refused.ts';
import { librarian, operatorOf } from './librarian.ts';
import { readerParams } from './reader.ts';

const ticked = z.literal('yes').optional();
const setForm = z.strictObject({
  issued_by: z.uuid().optional(),
  loan: ticked,
  renew: ticked,
  hold: ticked,
  entry: ticked,
  eresource: ticked,
  scope: z.enum(blockScopes),
  library: z.string().trim().max(64).default(''),
  public_text: z.string().trim().max(300).default(''),
  private_text: z.string().trim().max(1_000).default(''),
  amount: z.string().trim().max(20).default(''),
  until: z.string().trim().max(10).default(''),
});
const liftForm = z.strictObject({ university: z.uuid(), reason: z.string().trim().max(300).default('') });

/** Setting and lifting a block at the desk; in the name of one of the librarian's own universities, or not at all. */
export function blockPages(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: '/readers/:personId/blocks',
    visitor: librarian(context),
    params: readerParams,
    form: setForm,
    handle: async ({ visitor, params: { personId }, form }) => {
      const by = operatorOf(visitor, form.issued_by);
      const kinds = blockKinds.filter((kind) => form[kind] !== undefined);
      const amount = form.amount === '' ? undefined : readAmount(form.amount);
      const library = form.scope === 'library' ? form.library.toLowerCase() : undefined;
      if (kinds.length === 0 || form.public_text === '') return refusedWith(personId, 'block.incomplete');
      if (form.amount !== '' && amount === undefined) return refusedWith(personId, 'block.amount');
      if (library !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(library)) return refusedWith(personId, 'block.library');
      if (form.until !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(form.until)) return refusedWith(personId, 'block.until');
      return doneOrRefused(
        personId,
        'blocked',
        () =>
          setBlock(context, {
            by,
            personId,
            universityId: by.universityId!,
            scope: form.scope,
            libraryId: library,
            kinds,
            amount: amount === undefined ? undefined : { minor: amount, currency: 'RUB' },
            publicText: form.public_text.replaceAll(/\s+/g, ' '),
            privateText: form.private_text || undefined,
            until: form.until || undefined,
          }),
        { 'request.malformed': 'block.until' },
      );
    },
  });
  page(app, {
    method: 'post',
    path: '/readers/:personId/blocks/:blockId/lift',
    visitor: librarian(context),
    params: readerParams.extend({ blockId: z.uuid() }),
    form: liftForm,
    handle: async ({ visitor, params: { personId, blockId }, form }) => {
      if (form.reason === '') return refusedWith(personId, 'block.reason');
      const by = operatorOf(visitor, form.university);
      const order = { by, universityId: by.universityId!, blockId, personId, reason: form.reason };
      return doneOrRefused(personId, 'lifted', () => liftBlock(context, order));
    },
  });
}
