import type { Config } from '../config.ts';

type Place = { readonly config: Pick<Config, 'issuer'> };

/** Our own name among SAML entities, which is also where our metadata are. */
export const entityIdOf = ({ config }: Place) => `${config.issuer}/saml/metadata`;
export const ssoUrl = ({ config }: Place) => `${config.issuer}/saml/sso`;
export const sloUrl = ({ config }: Place) => `${config.issuer}/saml/slo`;
/** The scope of `subject-id` and `pairwise-id`: it is ours alone. */
export const subjectScopeOf = ({ config }: Place) => new URL(config.issuer).hostname;
/** Of messages and assertions: 256 random bits, in the form of an NCName. */
export const samlId = (random: string) => `_${random}`;
