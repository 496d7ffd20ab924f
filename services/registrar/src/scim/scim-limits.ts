/** What one request may ask for and bring; published in /ServiceProviderConfig. */
export const count_default = 100;
export const count_max = 1_000;
export const operations_max = 1_000;
/** 10,000 members of a group in one PATCH are about half of it. */
export const payload_bytes_max = 4 * 1_024 * 1_024;
/** Parentheses and comparisons of a filter. */
export const depth_max = 10;
export const terms_max = 50;

export const listLimits = { count_default, count_max, depth_max, terms_max } as const;
