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
  Stack,
  StatusBadge,
  Table,
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
    courseName: 'Курс',
    courseState: 'Состояние',
    course: 'идёт сейчас',
    names: 'Введение в специальность|История Томска|Английский язык, B2',
    received: 'Что этот сервис получил при входе',
    receivedHow: 'name, sub, email, schac_home_organization, eduperson_scoped_affiliation — и ничего больше',
    name: 'Имя',
    subject: 'Идентификатор',
    email: 'Эл. почта',
    home: 'Университет',
    affiliations: 'Связь с университетами',
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
    courseName: 'Course',
    courseState: 'State',
    course: 'running now',
    names: 'Introduction to the profession|History of Tomsk|English, B2',
    received: 'What this service received when you signed in',
    receivedHow: 'name, sub, email, schac_home_organization, eduperson_scoped_affiliation — and nothing else',
    name: 'Name',
    subject: 'Identifier',
    email: 'E-mail',
    home: 'University',
    affiliations: 'Affiliations',
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
    body: html`${PageHeader({ title: view.config.name[view.locale], lead: t.lead })}<div class="actions">${LinkButton({ href: '/sign-in', label: t.signIn, tone: 'primary' })}</div>`,
  });
}

export function coursesPage(view: View & { person: SignedInPerson }): string {
  const t = words(view.locale);
  const { person } = view;
  const courses = Table({
    caption: t.courses,
    captionHidden: true,
    columns: [
      { key: 'name', label: t.courseName, heading: true },
      { key: 'state', label: t.courseState },
    ],
    rows: t.names.split('|').map((name) => ({ name, state: StatusBadge({ tone: 'ok', label: t.course }) })),
  });
  const received = DescriptionList({
    items: [
      { term: t.name, description: person.name },
      { term: t.subject, description: person.subject },
      { term: t.email, description: person.email ?? t.none },
      { term: t.home, description: person.homeOrganization ?? t.none },
      { term: t.affiliations, description: person.affiliations.join(', ') || t.none },
    ],
  });
  return document(view, {
    title: t.courses,
    body: Stack({
      children: [
        PageHeader({
          title: t.hello(person.address),
          actions: Form({ action: '/sign-out', children: Button({ label: t.signOut, tone: 'secondary' }) }),
        }),
        Card({ title: t.courses, flush: true, children: courses }),
        Card({ title: t.received, detail: t.receivedHow, children: received }),
      ],
    }),
  });
}

export function faultPage(view: View): string {
  const t = words(view.locale);
  return document(view, {
    title: t.faultTitle,
    screen: 'card',
    body: html`${PageHeader({ title: t.faultTitle })}${Alert({ tone: 'error', title: t.fault })}<div class="actions">${LinkButton({ href: '/sign-in', label: t.again, tone: 'primary' })}</div>`,
  });
}

function document(view: View, page: Pick<Page, 'title' | 'screen' | 'body'>): string {
  return renderDocument({
    ...page,
    locale: view.locale,
    path: view.path,
    service: { name: view.config.name[view.locale], home: '/' },
  });
}
