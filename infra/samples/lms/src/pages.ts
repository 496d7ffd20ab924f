import {
  Alert,
  Button,
  Card,
  DescriptionList,
  defineCatalogue,
  Form,
  html,
  LinkButton,
  type Locale,
  type Page,
  PageHeader,
  renderDocument,
  StatusBadge,
} from '@onecampus/pages';
import type { LmsConfig } from './config.ts';
import type { SignedInPerson } from './relying-party.ts';

interface View {
  readonly config: LmsConfig;
  readonly locale: Locale;
  readonly path: string;
}

const words = defineCatalogue({
  ru: {
    welcome: 'Курсы',
    lead: 'Войдите университетской учётной записью: подойдёт учётная запись любого университета города.',
    signIn: 'Войти через One Campus',
    hello: (name: string) => `Здравствуйте, ${name}!`,
    courses: 'Мои курсы',
    course: 'идёт сейчас',
    names: 'Введение в специальность|История Томска|Английский язык, B2',
    received: 'Что этот сервис получил при входе',
    subject: 'Идентификатор (sub)',
    email: 'Эл. почта',
    home: 'Университет (schac_home_organization)',
    affiliations: 'Связь с университетами (eduperson_scoped_affiliation)',
    none: 'не передано',
    faultTitle: 'Вход не завершён',
    fault: 'Сервис входа не ответил или ответ нельзя принять. Ваши данные не пострадали.',
    again: 'Попробовать ещё раз',
    signOut: 'Выйти отовсюду',
  },
  en: {
    welcome: 'Courses',
    lead: 'Sign in with your university account: an account of any university of the city will do.',
    signIn: 'Sign in with One Campus',
    hello: (name: string) => `Hello, ${name}!`,
    courses: 'My courses',
    course: 'running now',
    names: 'Introduction to the profession|History of Tomsk|English, B2',
    received: 'What this service received when you signed in',
    subject: 'Identifier (sub)',
    email: 'E-mail',
    home: 'University (schac_home_organization)',
    affiliations: 'Affiliations (eduperson_scoped_affiliation)',
    none: 'not released',
    faultTitle: 'The sign-in was not completed',
    fault: 'The sign-in service did not answer, or its answer cannot be accepted. Nothing of yours was harmed.',
    again: 'Try again',
    signOut: 'Sign out everywhere',
  },
});

export function welcomePage(view: View): string {
  const t = words(view.locale);
  return document(view, {
    title: t.welcome,
    screen: 'card',
    body: html`<div>${PageHeader({ title: view.config.name, lead: t.lead })}<div class="actions">${LinkButton({ href: '/sign-in', label: t.signIn, tone: 'primary' })}</div></div>`,
  });
}

export function coursesPage(view: View & { person: SignedInPerson }): string {
  const t = words(view.locale);
  const { person } = view;
  return document(view, {
    title: t.courses,
    body: html`<div>
      ${PageHeader({ title: t.hello(person.name) })}
      ${Card({
        title: t.courses,
        children: html`<ul>${t.names.split('|').map((name) => html`<li>${name} ${StatusBadge({ tone: 'ok', label: t.course })}</li>`)}</ul>`,
      })}
      ${Card({
        title: t.received,
        children: DescriptionList({
          items: [
            { term: t.subject, description: person.subject },
            { term: t.email, description: person.email ?? t.none },
            { term: t.home, description: person.homeOrganization ?? t.none },
            { term: t.affiliations, description: person.affiliations.join(', ') || t.none },
          ],
        }),
      })}
      ${Form({ action: '/sign-out', children: Button({ label: t.signOut, tone: 'secondary' }) })}
    </div>`,
  });
}

export function faultPage(view: View): string {
  const t = words(view.locale);
  return document(view, {
    title: t.faultTitle,
    screen: 'card',
    body: html`<div>${PageHeader({ title: t.faultTitle })}${Alert({ tone: 'error', title: t.fault })}<div class="actions">${LinkButton({ href: '/sign-in', label: t.again, tone: 'primary' })}</div></div>`,
  });
}

function document(view: View, page: Pick<Page, 'title' | 'screen' | 'body'>): string {
  return renderDocument({
    ...page,
    locale: view.locale,
    path: view.path,
    service: { name: view.config.name, home: '/' },
  });
}
