import { defineCatalogue } from '@onecampus/pages';

/** What a provider's settings are called where two versions of them stand side by side (rules/upstream-differences.ts). */
export const settingNames = defineCatalogue({
  ru: {
    issuer: 'Адрес (issuer)',
    clientId: 'Идентификатор клиента (client_id)',
    authMethod: 'Как мы доказываем, что это мы',
    scopes: 'Что запрашивать (scope)',
    claim: 'Утверждение, по которому узнаём человека',
    scheme: 'Что в нём',
    loginDomain: 'Домен для логина без домена',
    nameClaim: 'Утверждение с именем',
    domains: 'За какие домены отвечает',
    trustsAcr: 'Верить, что провайдер проверил два фактора',
  },
  en: {
    issuer: 'Address (issuer)',
    clientId: 'Client identifier (client_id)',
    authMethod: 'How we prove that it is us',
    scopes: 'What to ask for (scope)',
    claim: 'Claim by which people are known',
    scheme: 'What it holds',
    loginDomain: 'Domain for a login without one',
    nameClaim: 'Claim with the name',
    domains: 'Domains that it speaks for',
    trustsAcr: 'Believe that the provider checked two factors',
  },
});
