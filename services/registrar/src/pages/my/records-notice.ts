/** What has just happened to the visitor's records. */
export const recordsNotices = ['linked', 'same', 'parted', 'erasure', 'erasure-waits'] as const;
export type RecordsNotice = (typeof recordsNotices)[number];
