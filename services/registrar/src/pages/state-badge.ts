import { type Html, type Locale, StatusBadge, type Tone } from '@onecampus/pages';
import { words } from './words.ts';

const tones: Readonly<Record<string, Tone>> = {
  reading: 'info',
  staged: 'info',
  'needs-review': 'warn',
  applied: 'ok',
  'rolled-back': 'neutral',
  failed: 'error',
};

export function StateBadge({ state, locale }: { state: string; locale: Locale }): Html {
  const say = words(locale);
  const labels: Readonly<Record<string, string>> = {
    reading: say.reading,
    staged: say.staged,
    'needs-review': say.needsReview,
    applied: say.applied,
    'rolled-back': say.rolledBack,
    failed: say.failed,
  };
  return StatusBadge({ tone: tones[state] ?? 'neutral', label: labels[state] ?? state });
}
