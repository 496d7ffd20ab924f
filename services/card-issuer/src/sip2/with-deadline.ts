/** Waits no longer than this for an answer; the work itself goes on, and what becomes of it then nobody hears. */
export async function withDeadline<Result>(work: Promise<Result>, deadline_ms: number): Promise<Result> {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${deadline_ms} ms`)), deadline_ms);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
