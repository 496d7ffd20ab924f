/** Whole days, weeks, months or years in ISO 8601: `P30D`, `P2W`, `P1Y6M`. An hour more or less is nobody's rule. */
export const durationPattern = /^P(?=\d)(?:\d{1,2}Y)?(?:\d{1,3}M)?(?:\d{1,3}W)?(?:\d{1,4}D)?$/;
