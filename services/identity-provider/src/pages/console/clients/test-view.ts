import { Actions, Alert, Card, Code, html, LinkButton, PageHeader, Stack, Table } from '@onecampus/pages';
import type { TraceFlow } from '../../../use-cases/list-trace.ts';
import type { PreviewedClaim } from '../../../use-cases/preview-release.ts';
import { releasesWords } from '../releases/releases-words.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientsWords } from './clients-words.ts';
import { doctorWords } from './doctor-words.ts';
import { FlowCard } from './flow-card.ts';
import { FollowLinks } from './follow.ts';

interface TestShown extends ClientShown {
  /** The newest sign-in with the present settings. */
  readonly flow: TraceFlow | undefined;
  /** One of them went through to the end. */
  readonly passed: boolean;
  readonly claims: readonly PreviewedClaim[];
  readonly live: boolean;
}

export function testView(shown: TestShown) {
  const { seen, known, flow, passed, claims, live, now, client } = shown;
  const say = doctorWords(seen.locale);
  const words = clientsWords(seen.locale);
  const root = clientPath(shown);
  const title = say.testTitle(nameOf(shown));
  const service = known ? `${known.address}${known.preset.signInPath}` : undefined;
  return {
    title,
    body: html`
      ${PageHeader({ title, lead: say.testLead, back: { href: root, label: words.toClient } })}
      ${Stack({
        children: [
          passed
            ? Alert({
                tone: 'ok',
                title: say.passed,
                text: say.passedText,
                children:
                  client.state === 'draft'
                    ? Actions({
                        children: LinkButton({ label: words.open, href: `${root}/state/live`, tone: 'primary' }),
                      })
                    : null,
              })
            : Card({
                title: say.testSteps,
                children: html`<ol>
                  <li><a href=${root}>${say.testFill}</a></li>
                  <li>${say.testOpen}${service ? html` — <a href=${service} target="_blank" rel="noopener">${say.openService}</a>` : null}</li>
                  <li>${say.testSee}</li>
                </ol>`,
              }),
          html`<h2>${say.progress}</h2>`,
          FollowLinks({ locale: seen.locale, path: `${root}/test`, live }),
          flow
            ? FlowCard({ seen, flow, preset: known?.preset, now })
            : Alert({ tone: 'info', title: say.waiting, text: say.notPassed }),
          Card({
            title: say.preview,
            detail: say.previewText,
            aside: LinkButton({ label: releasesWords(seen.locale).link, href: `${root}/releases`, tone: 'quiet' }),
            flush: true,
            children: Table({
              caption: say.preview,
              captionHidden: true,
              columns: [
                { key: 'claim', label: say.claim, heading: true },
                { key: 'value', label: say.value },
              ],
              rows: claims.map(({ claim, value }) => ({
                claim: Code({ value: claim }),
                value: value === undefined ? html`<span class="field-hint">${say.noValue}</span>` : Code({ value }),
              })),
            }),
          }),
        ],
      })}`,
  };
}
