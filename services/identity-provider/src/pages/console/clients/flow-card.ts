import { Alert, Card, formatDateTime, type Html, html, Stack, StatusBadge } from '@onecampus/pages';
import { flowVerdict } from '../../../rules/flow-verdict.ts';
import type { Preset } from '../../../rules/presets/preset.ts';
import type { TraceFlow, TraceStep } from '../../../use-cases/list-trace.ts';
import type { Seen } from '../place.ts';
import { doctorWords, outcomeWords, stepWord } from './doctor-words.ts';
import { FindingAlert } from './finding-alert.ts';

const tones = { ok: 'ok', refused: 'error', waiting: 'info' } as const;

/** One sign-in: its steps in order, and under each what is wrong with it. */
export function FlowCard(shown: {
  readonly seen: Seen;
  readonly flow: TraceFlow;
  readonly preset: Preset | undefined;
  readonly now: Date;
  /** It speaks SAML or CAS. */
  readonly otherFront?: boolean;
}): Html {
  const { seen, flow, preset, now, otherFront = false } = shown;
  const say = doctorWords(seen.locale);
  const outcomes = outcomeWords(seen.locale);
  const verdict = flowVerdict(flow.steps, { asksUserinfo: preset?.asksUserinfo ?? false, otherFront }, now);
  const title = { whole: say.whole, failed: say.failed, 'signed-out': say.signOut }[verdict as string] ?? say.open;
  const stuck = {
    'stuck-at-code': { title: say.stuckAtCode, text: say.stuckAtCodeText },
    'not-asked': { title: say.notAsked, text: say.notAskedText },
  }[verdict as string];
  return Card({
    title,
    detail: formatDateTime(seen.locale, flow.steps[0]!.at, seen.university.timeZone),
    aside: StatusBadge({
      tone: verdict === 'failed' ? 'error' : stuck ? 'warn' : verdict === 'open' ? 'info' : 'ok',
      label: verdict === 'failed' ? outcomes.refused : stuck || verdict === 'open' ? say.notYet : say.done,
    }),
    children: Stack({
      children: [
        html`<ol class="trace">${flow.steps.map(
          (step, at) => html`<li>${StepLine({ seen, step: asItEnded(step, at < flow.steps.length - 1), preset })}</li>`,
        )}</ol>`,
        stuck ? Alert({ tone: 'warn', ...stuck }) : null,
      ],
    }),
  });
}

function StepLine({ seen, step, preset }: { seen: Seen; step: TraceStep; preset: Preset | undefined }): Html {
  const say = doctorWords(seen.locale);
  const { claims, repeated } = step.observed;
  return html`<p class="trace-step">${StatusBadge({ tone: tones[step.outcome], label: outcomeWords(seen.locale)[step.outcome] })}
      <span>${stepWord(seen.locale, step.step) ?? say.otherStep(step.step)}</span></p>
    ${Array.isArray(claims) ? html`<p class="field-hint" translate="no">${say.claims(claims.join(', '))}</p>` : null}
    ${typeof repeated === 'number' ? html`<p class="field-hint">${say.repeated(repeated)}</p>` : null}
    ${step.finding === null ? null : FindingAlert({ locale: seen.locale, preset, step: { ...step, finding: step.finding } })}`;
}

/** What was waited for has come where another step followed. */
function asItEnded(step: TraceStep, followed: boolean): TraceStep {
  return followed && step.outcome === 'waiting' ? { ...step, outcome: 'ok' } : step;
}
