import { DomainError } from '@onecampus/errors';
import { Field } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { lastMomentOfDay } from '../../rules/last-moment-of-day.ts';
import { announceDeparture } from '../../use-cases/announce-departure.ts';
import { decideDeparture } from '../../use-cases/decide-departure.ts';
import { showUniversitySettings } from '../../use-cases/show-university-settings.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { consoleWords } from '../console/console-words.ts';
import { isOneOf } from '../console/is-one-of.ts';
import type { Seen } from '../console/seen.ts';
import { settingsWords } from './settings-words.ts';

const console = { section: 'settings', role: 'administrator', stepUp: true } as const;
const settingsPath = ({ university }: Seen) => `${consolePath(university)}/settings`;

export function announceQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/settings/leaving',
    ...console,
    handle: async ({ seen }) => announceView(seen),
  });
}

/** Announces the last day; nothing happens before another administrator agrees and the day has passed. */
export function announcePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/settings/leaving',
    ...console,
    form: z.strictObject({ day: z.union([z.literal(''), z.iso.date()]) }),
    handle: async ({ seen, form }) => {
      const leavesAt = form.day === '' ? undefined : lastMomentOfDay(form.day, seen.university.timeZone);
      if (leavesAt === undefined || leavesAt <= context.clock.now()) return announceView(seen, true);
      try {
        await announceDeparture(context, { by: seen.by, university: seen.university.slug, leavesAt });
        return { redirect: `${settingsPath(seen)}?done=announced` };
      } catch (error) {
        if (isOneOf(error, 'departure.announced_already', 'university.left'))
          return { redirect: `${settingsPath(seen)}?done=nothing` };
        throw error;
      }
    },
  });
}

function announceView(seen: Seen, dayMissing = false) {
  const say = settingsWords(seen.locale);
  return confirmView(seen, {
    title: say.announceTitle,
    back: { href: settingsPath(seen), label: say.back },
    texts: [say.leavingText, consoleWords(seen.locale).fourEyes],
    fields: Field({
      label: say.day,
      name: 'day',
      type: 'date',
      width: 'medium',
      hint: say.dayHint,
      error: dayMissing ? say.dayMissing : undefined,
    }),
    steppedUp: true,
    action: `${settingsPath(seen)}/leaving`,
    button: say.announceConfirm,
    danger: true,
    ...(dayMissing ? { status: 422 } : {}),
  });
}

export function departurePage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/settings/leaving/decision',
    ...console,
    handle: async ({ seen }) => {
      const { departure } = await showUniversitySettings(context, { universityId: seen.university.id });
      if (!departure || departure.begunAt) throw new DomainError('departure.unknown', 'Nothing waits for a decision.');
      const say = settingsWords(seen.locale);
      const own = departure.announcedBy === seen.by;
      const path = `${settingsPath(seen)}/leaving`;
      const withdraw = { action: `${path}/withdraw`, button: say.withdraw };
      return confirmView(seen, {
        title: say.decideTitle,
        back: { href: settingsPath(seen), label: say.back },
        texts: [say.leavingText, own ? say.own : say.decideText],
        steppedUp: true,
        ...(own || departure.agreedAt
          ? withdraw
          : { action: `${path}/agree`, button: say.agree, danger: true, other: withdraw }),
      });
    },
  });
}

export function decideDeparturePages(app: App, context: Context): void {
  for (const decision of ['agree', 'withdraw'] as const) {
    consolePage(app, context, {
      method: 'post',
      path: `/settings/leaving/${decision}`,
      ...console,
      handle: ({ seen }) => decide(context, seen, decision),
    });
  }
}

async function decide(context: Context, seen: Seen, decision: 'agree' | 'withdraw') {
  try {
    await decideDeparture(context, { by: seen.by, university: seen.university.slug, decision });
    return { redirect: `${settingsPath(seen)}?done=${decision === 'agree' ? 'agreed' : 'withdrawn'}` };
  } catch (error) {
    if (isOneOf(error, 'departure.second_pair_of_eyes')) return { redirect: `${settingsPath(seen)}?done=second` };
    if (isOneOf(error, 'departure.unknown', 'university.left'))
      return { redirect: `${settingsPath(seen)}?done=nothing` };
    throw error;
  }
}
