import type { University } from '@onecampus/directory';
import { Actions, Alert, Button, Card, Field, Form, html, LinkButton, type Locale, Steps } from '@onecampus/pages';
import type { WayIn } from '../../../use-cases/list-ways-in.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

/** Where a provider, or a change of one, stands between a draft and everybody's way in, and what comes next. */
export function launchCard(view: { readonly locale: Locale; readonly university: University; readonly wayIn: WayIn }) {
  const { university, wayIn } = view;
  const { upstream } = wayIn;
  const say = waysInWords(view.locale);
  const path = waysInPath(university, `/${upstream.id}`);
  const isDraft = upstream.state === 'draft';
  const test = LinkButton({ label: say.test, href: `${path}/test`, tone: isDraft ? 'primary' : 'secondary' });
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
      ${Steps({ label: say.stepsTitle, steps: [say.step1, say.step2, say.stepAsk], current: isDraft ? 1 : 2 })}
      ${wayIn.isAskedFor ? Alert({ tone: 'info', title: say.askedTitle, text: say.askedText }) : isDraft ? html`<p>${say.testText}</p>` : null}
      ${wayIn.isAskedFor || isDraft ? Actions({ children: test }) : askForm(view, path, test)}
      ${
        upstream.revises === null
          ? null
          : Form({ action: `${path}/drop`, children: Button({ label: say.drop, tone: 'quiet' }) })
      }`,
  });
}

function askForm(
  { locale, wayIn }: Parameters<typeof launchCard>[0],
  path: string,
  test: ReturnType<typeof LinkButton>,
) {
  const say = waysInWords(locale);
  const isChange = wayIn.upstream.revises !== null;
  return html`
    <p>${isChange ? say.putChangeText : say.goLiveText}</p>
    ${Form({
      action: `${path}/live`,
      hidden: { seen: String(wayIn.upstream.version) },
      children: html`
        ${Field({ label: say.goLiveWhy, name: 'reason', hint: say.goLiveWhyHint, required: true, maxlength: 500 })}
        ${Actions({ children: [Button({ label: isChange ? say.putChange : say.goLive }), test] })}`,
    })}`;
}
