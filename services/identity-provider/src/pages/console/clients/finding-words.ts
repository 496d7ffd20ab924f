import { defineCatalogue, type Locale } from '@onecampus/pages';
import type { FindingCode } from '../../../rules/diagnose/finding.ts';
import type { PresetField } from '../../../rules/presets/preset.ts';
import type { FindingTexts } from './finding-texts.ts';
import { englishFindings } from './findings-english.ts';
import { russianFindings } from './findings-russian.ts';

const all: Readonly<Record<Locale, FindingTexts>> = { ru: russianFindings, en: englishFindings };

export const findingLabels = defineCatalogue({
  ru: {
    observed: 'Прислано',
    registered: 'Зарегистрировано',
    where: 'Где менять в сервисе',
    advice: 'Совет',
    wrong: 'Неверная настройка',
  },
  en: {
    observed: 'Was sent',
    registered: 'Is registered',
    where: 'Where to change it in the service',
    advice: 'Advice',
    wrong: 'Wrong setting',
  },
});

export function findingText(locale: Locale, code: string): { what: string; mend: string } {
  const [what, mend] = all[locale][code as FindingCode] ?? all[locale].unknown;
  return { what, mend };
}

/** The field of a product that a finding is about. */
export function fieldOf(code: string): PresetField | undefined {
  if (code.startsWith('redirect-')) return 'redirectUri';
  if (code === 'secret-is-the-id' || code === 'code-of-another' || code === 'client-id-unknown') return 'clientId';
  if (code.startsWith('secret-')) return 'secret';
  if (code.startsWith('pkce-')) return 'pkce';
  if (code.startsWith('scope-') || code === 'openid-missing') return 'scope';
  return code === 'post-logout-unregistered' ? 'postLogout' : undefined;
}
