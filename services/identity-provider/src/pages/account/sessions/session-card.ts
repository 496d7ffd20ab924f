import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Form,
  formatDateTime,
  html,
  LinkButton,
  type Locale,
  StatusBadge,
} from '@onecampus/pages';
import type { OwnSession } from '../../../use-cases/own-sessions.ts';
import { deviceDetail, deviceTitle, methodWords } from '../device-words.ts';
import { sessionsWords } from './sessions-words.ts';

const time_zone = 'Asia/Tomsk';

/** One session: what it is recognised by, and its end. */
export function sessionCard(locale: Locale, session: OwnSession, action: string) {
  const say = sessionsWords(locale);
  const title = deviceTitle(locale, session.device);
  const how = methodWords(locale, session.amr);
  const services = session.applications.map(({ name, nameRu }) => (locale === 'ru' ? nameRu : name)).join(', ');
  return Card({
    title,
    detail: deviceDetail(locale, session.device, session.publicComputer) || undefined,
    aside: session.isThisOne ? StatusBadge({ tone: 'ok', label: say.thisOne }) : undefined,
    children: DescriptionList({
      items: [
        ...(session.loginAt
          ? [{ term: say.since, description: formatDateTime(locale, session.loginAt, time_zone) }]
          : []),
        { term: say.used, description: formatDateTime(locale, session.seenAt, time_zone) },
        ...(how ? [{ term: say.how, description: how }] : []),
        { term: say.services, description: services || say.noServices },
      ],
    }),
    actions: session.isThisOne
      ? LinkButton({ label: say.signOut, href: '/session/end' })
      : Form({
          action,
          label: say.endNamed(title),
          hidden: { session: session.handle },
          children: Actions({ children: Button({ label: say.end, tone: 'danger' }) }),
        }),
  });
}

export function endOthersCard(locale: Locale, action: string) {
  const say = sessionsWords(locale);
  return Card({
    title: say.endOthers,
    children: html`<p>${say.endOthersText}</p>`,
    actions: Form({ action, children: Actions({ children: Button({ label: say.endOthers, tone: 'danger' }) }) }),
  });
}
