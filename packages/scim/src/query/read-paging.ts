import { refuse } from '../errors/scim-error.ts';
import type { Paging, PagingLimits, Query } from './list-query.ts';

/** Larger numbers of rows do not exist; the database's OFFSET is spared them. */
const INDEX_MAX = 2_147_483_647;
const INTEGER = /^[+-]?\d{1,30}$/;

/** A whole number, written in digits or sent as a number; nothing if there is none. */
function readInteger(value: unknown, name: string, scimType: 'invalidValue' | 'invalidCount'): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' && INTEGER.test(value.trim()) ? Number(value.trim()) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw refuse(scimType, `${name} must be a whole number, written in digits.`);
  }
  return number;
}

/** `cursor`, `cursor=` and `cursor=x` all ask for cursors; only the last goes on from somewhere. */
function readCursor(query: Query): string | undefined {
  const cursor = query['cursor'];
  if (cursor === null || cursor === undefined || cursor === '') return undefined;
  if (typeof cursor !== 'string') throw refuse('invalidCursor', 'The cursor must be one that an answer held.');
  return cursor;
}

/**
 * RFC 7644 §3.4.2.4 and RFC 9865 §2.
 *
 * By index: startIndex below 1 is 1, a negative count is 0, both as the RFC says. A count above `count_max` is `count_max`:
 * the RFC lets an answer be shorter than asked, and `itemsPerPage` says how much shorter. What is no whole number in
 * digits, `1e9` too, is 400 invalidValue.
 *
 * By cursor: asked for by the presence of `cursor`. A count below 1 or no number is 400 invalidCount; above `count_max`, as
 * before. Together with startIndex: 400 invalidValue.
 */
export function readPaging(query: Query, { count_default, count_max }: PagingLimits): Paging {
  const byCursor = query['cursor'] !== undefined;
  const asked = readInteger(query['count'], 'count', byCursor ? 'invalidCount' : 'invalidValue');
  const startIndex = readInteger(query['startIndex'], 'startIndex', 'invalidValue');
  const count = Math.min(asked ?? count_default, count_max);
  if (!byCursor) {
    return { kind: 'index', startIndex: Math.min(Math.max(startIndex ?? 1, 1), INDEX_MAX), count: Math.max(count, 0) };
  }
  if (startIndex !== undefined) throw refuse('invalidValue', 'startIndex and cursor are two ways to page; use one.');
  if (count < 1) throw refuse('invalidCount', `count must be from 1 to ${count_max}.`);
  const cursor = readCursor(query);
  return { kind: 'cursor', count, ...(cursor === undefined ? {} : { cursor }) };
}
