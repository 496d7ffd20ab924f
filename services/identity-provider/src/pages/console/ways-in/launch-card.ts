import type { University } from '@onecampus/directory';
import { Actions, Button, Card, Form, html, LinkButton, type Locale, Steps } from '@onecampus/pages';
import type { WaysIn } from '../../../use-cases/list-ways-in.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

/** Where a provider stands between a draft and everybody's way in, and what comes next. */
export function launchCard(view: {
  readonly locale: Locale;
  readonly university: University;
  readonly upstream: WaysIn['upstreams'][number];
}) {
  const { upstream, university } = view;
  const say = waysInWords(view.locale);
  const path = waysInPath(university, `/${upstream.id}`);
  const test = LinkButton({
    label: say.test,
    href: `${path}/test`,
    tone: upstream.state === 'draft' ? 'primary' : 'secondary',
  });
  if (upstream.state === 'live') {
    return Card({
      title: say.liveTitle,
      children: html`<p>${say.pauseText}</p>
        ${Form({ action: `${path}/pause`, children: Actions({ children: [Button({ label: say.pause, tone: 'danger' }), test] }) })}`,
    });
  }
  return Card({
    title: say.stepsTitle,
    children: html`
      ${Steps({ label: say.stepsTitle, steps: [say.step1, say.step2, say.step3], current: upstream.state === 'draft' ? 1 : 2 })}
      <p>${upstream.state === 'draft' ? say.testText : say.goLiveText}</p>
      ${
        upstream.state === 'draft'
          ? Actions({ children: test })
          : Form({
              action: `${path}/live`,
              hidden: { seen: String(upstream.version) },
              children: Actions({ children: [Button({ label: say.goLive }), test] }),
            })
      }`,
  });
}
