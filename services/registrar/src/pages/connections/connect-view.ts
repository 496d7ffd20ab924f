import {
  Actions,
  Alert,
  Card,
  ChoiceList,
  DescriptionList,
  formatDateTime,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import type { LastHeard } from '../../use-cases/show-last-heard.ts';
import { consolePath } from '../console/console-frame.ts';
import { CopyValues } from '../console/copy-values.ts';
import type { Seen } from '../console/seen.ts';
import { stepsOf, type WalkStep, type Way, ways } from './connect-ways.ts';
import { connectWords } from './connect-words.ts';

export function connectView(seen: Seen) {
  const say = connectWords(seen.locale);
  const root = `${consolePath(seen.university)}/connections`;
  const details: Readonly<Record<Way, string>> = {
    file: say.fileText,
    folder: say.folderText,
    entra: say.entraText,
    okta: say.oktaText,
    program: say.programText,
  };
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead, back: { href: root, label: say.back } })}
      ${Card({
        children: ChoiceList({
          label: say.title,
          choices: ways.map((way) => ({ title: say[way], detail: details[way], href: `${root}/connect/${way}` })),
        }),
      })}`,
  };
}

interface WayPage {
  readonly seen: Seen;
  readonly way: Way;
  readonly url: string;
  readonly heard: LastHeard | undefined;
}

export function wayView({ seen, way, url, heard }: WayPage) {
  const { locale, university } = seen;
  const say = connectWords(locale);
  const here = `${consolePath(university)}/connections/connect`;
  const steps = stepsOf(way, locale, { slug: university.slug, url });
  return {
    title: `${say.title}: ${say[way]}`,
    body: html`
      ${PageHeader({ title: say[way], back: { href: here, label: say.other } })}
      ${Stack({
        children: [
          Card({ children: html`<ol class="walk">${steps.map((step) => Step(seen, step))}</ol>` }),
          Card({
            title: say.check,
            detail: say.checkText,
            children: html`${heard ? html`<div id="check">${Heard(seen, way, heard)}</div>` : null}
              ${Actions({ children: LinkButton({ label: say.check, href: `${here}/${way}?check=yes#check` }) })}`,
          }),
        ],
      })}`,
  };
}

function Step(seen: Seen, { title, text, values, facts, goTo }: WalkStep): Html {
  return html`<li class="walk-step"><div class="walk-body"><p class="walk-title">${title}</p>
    ${text ? html`<p>${text}</p>` : null}${values ? CopyValues({ values }) : null}${
      facts ? DescriptionList({ items: facts.map((one) => ({ term: one.label, description: one.value })) }) : null
    }
    ${goTo ? html`<p><a href=${consolePath(seen.university) + goTo.path}>${goTo.label}</a></p>` : null}</div></li>`;
}

/** What was last heard by this way, or what to look at when nothing was. */
function Heard({ locale, university }: Seen, way: Way, { file, token, provisioning }: LastHeard): Html {
  const say = connectWords(locale);
  const date = (at: Date) => formatDateTime(locale, at, university.timeZone);
  if (way === 'file' || way === 'folder') {
    return file
      ? Alert({ tone: 'ok', title: say.heard, text: say.heardFile(file.source, date(file.at)) })
      : Alert({ tone: 'warn', title: say.silentFile, text: say.silentFileText });
  }
  if (!token?.lastUsedAt && !provisioning)
    return Alert({ tone: 'warn', title: say.silentScim, text: say.silentScimText });
  return Alert({
    tone: 'ok',
    title: say.heard,
    children: html`${token?.lastUsedAt ? html`<p>${say.heardToken(token.name, date(token.lastUsedAt))}</p>` : null}
      <p>${provisioning ? say.heardAction(date(provisioning.at)) : say.heardNoAction}</p>`,
  });
}
