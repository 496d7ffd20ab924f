import { DomainError } from '@onecampus/errors';
import { RadioField } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { askErasure } from '../../use-cases/ask-erasure.ts';
import { showPersonName } from '../../use-cases/show-person-name.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { consoleWords } from '../console/console-words.ts';
import { isOneOf } from '../console/is-one-of.ts';
import type { Seen } from '../console/seen.ts';
import { erasureWords } from './erasure-words.ts';

const console = { section: 'people', role: 'registrar', stepUp: true } as const;
const params = { id: z.uuid() };
const bases = ['request', 'retention', 'order'] as const;

/** The question before it is asked that somebody be erased. */
export function askErasureQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/people/:id/erase',
    ...console,
    params,
    handle: ({ seen, params }) => question(context, seen, params.id),
  });
}

export function askErasurePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/people/:id/erase',
    ...console,
    params,
    form: z.strictObject({ basis: z.enum(bases).optional() }),
    handle: async ({ seen, params, form }) => {
      const { by, university } = seen;
      const erasures = `${consolePath(university)}/erasures`;
      if (form.basis === undefined) return question(context, seen, params.id, 'missing');
      try {
        await askErasure(context, { by, personId: params.id, university: university.slug, basis: form.basis });
        return { redirect: `${erasures}?done=asked` };
      } catch (error) {
        if (isOneOf(error, 'erasure.asked_already')) return { redirect: `${erasures}?done=asked-already` };
        if (isOneOf(error, 'erasure.too_early')) return question(context, seen, params.id, 'too-early');
        throw error;
      }
    },
  });
}

async function question(context: Context, seen: Seen, personId: string, fault?: 'missing' | 'too-early') {
  const say = erasureWords(seen.locale);
  const name = await showPersonName(context, { universityId: seen.university.id, personId });
  if (name === undefined) throw new DomainError('person.unknown', 'The university knows no such person.');
  const person = `${consolePath(seen.university)}/people/${personId}`;
  const faults = { missing: say.basisMissing, 'too-early': `${say.tooEarly}. ${say.tooEarlyText}` };
  return confirmView(seen, {
    title: say.askTitle(name),
    back: { href: person, label: say.toPerson },
    texts: [say.askText, say.askOthers, consoleWords(seen.locale).fourEyes],
    fields: RadioField({
      label: say.basisQuestion,
      name: 'basis',
      error: fault === undefined ? undefined : faults[fault],
      options: [
        { value: 'request', label: say.request, hint: say.requestHint },
        { value: 'retention', label: say.retention, hint: say.retentionHint },
        { value: 'order', label: say.order, hint: say.orderHint },
      ],
    }),
    steppedUp: true,
    action: `${person}/erase`,
    button: say.ask,
    danger: true,
    ...(fault === undefined ? {} : { status: 422 }),
  });
}
