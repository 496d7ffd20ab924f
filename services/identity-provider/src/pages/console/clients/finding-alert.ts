import { Alert, Code, DescriptionList, type Html, type Locale } from '@onecampus/pages';
import type { Preset } from '../../../rules/presets/preset.ts';
import type { TraceStep } from '../../../use-cases/list-trace.ts';
import { fieldOf, findingLabels, findingText } from './finding-words.ts';

/** What is wrong at a step, what was seen, what is registered, and in which field of the product to change it. */
export function FindingAlert(shown: {
  readonly locale: Locale;
  readonly step: TraceStep & { readonly finding: NonNullable<TraceStep['finding']> };
  readonly preset: Preset | undefined;
}): Html {
  const { locale, step, preset } = shown;
  const { code, observed, registered } = step.finding;
  const say = findingLabels(locale);
  const { what, mend } = findingText(locale, code);
  const field = fieldOf(code);
  const place = field === undefined ? undefined : preset?.fields[field];
  const facts = [
    ...(observed ? [{ term: say.observed, description: Code({ value: observed }) }] : []),
    ...(registered ? [{ term: say.registered, description: Code({ value: registered }) }] : []),
    ...(place && place !== '—' ? [{ term: say.where, description: Code({ value: place }) }] : []),
  ];
  const blameless = code === 'person-cancelled' || code === 'not-open';
  return Alert({
    tone: step.outcome === 'refused' && !blameless ? 'warn' : 'info',
    title: what,
    text: mend,
    children: facts.length === 0 ? null : DescriptionList({ items: facts }),
  });
}
