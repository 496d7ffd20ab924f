import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { askToSplit } from '../../use-cases/ask-to-split.ts';
import { showPersonName } from '../../use-cases/show-person-name.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { consoleWords } from '../console/console-words.ts';
import { matchesWords } from './matches-words.ts';

const console = { section: 'people', role: 'registrar', stepUp: true } as const;
const params = { id: z.uuid(), merge: z.uuid() };

/** The question before a merge is doubted. */
export function splitQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/people/:id/split/:merge',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const name = await showPersonName(context, { universityId: seen.university.id, personId: params.id });
      if (name === undefined) throw new DomainError('person.unknown', 'The university knows no such person.');
      const say = matchesWords(seen.locale);
      const person = `${consolePath(seen.university)}/people/${params.id}`;
      return confirmView(seen, {
        title: say.splitTitle(name),
        back: { href: person, label: say.toPerson },
        texts: [say.splitText, say.splitBack, consoleWords(seen.locale).fourEyes],
        steppedUp: true,
        action: `${person}/split/${params.merge}`,
        button: say.splitButton,
      });
    },
  });
}

/** Opens the question whether people were rightly joined; a colleague answers it. */
export function splitPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/people/:id/split/:merge',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const { by, university } = seen;
      const asked = await askToSplit(context, { by, mergeId: params.merge, universityIds: [university.id] });
      return { redirect: `${consolePath(university)}/matches/${asked.matchRequest}` };
    },
  });
}
