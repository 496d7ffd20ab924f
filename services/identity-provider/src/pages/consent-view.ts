import type { PageView } from '@onecampus/http';
import { Actions, Button, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import { scopeTable } from '@onecampus/tokens';
import { words } from './words.ts';

/** Asks whether an application that is not the universities' own may know who somebody is. */
export function consentView(view: {
  action: string;
  locale: Locale;
  application: string;
  scopes: readonly string[];
}): PageView {
  const say = words(view.locale);
  const meanings: Record<string, string> = {
    openid: say.scopeOpenid,
    profile: say.scopeProfile,
    email: say.scopeEmail,
    eduperson_scoped_affiliation: say.scopeAffiliation,
    schac_home_organization: say.scopeHome,
    offline_access: say.scopeOffline,
    ...Object.fromEntries(Object.entries(scopeTable).map(([scope, meaning]) => [scope, meaning[view.locale]])),
  };
  return {
    title: say.consent,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.consentTitle(view.application), lead: say.consentLead })}
      <h2>${say.consentAsks}</h2>
      <ul>${view.scopes.map((scope) => html`<li>${meanings[scope] ?? scope}</li>`)}</ul>
      <p>${say.consentOnce}</p>
      ${Form({ action: `${view.action}/consent`, children: Button({ label: say.allow, full: true }) })}
      ${Form({ action: `${view.action}/cancel`, children: Actions({ children: Button({ label: say.deny, tone: 'secondary', full: true }) }) })}
    `,
  };
}
