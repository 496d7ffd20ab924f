import { isDomainError } from '@onecampus/errors';
import type { PageView } from '@onecampus/http';
import type { Context } from '../../context.ts';
import { newcomerLimits } from '../../newcomer-limits.ts';

/** The answer to a code that was none: whoever tries codes is known by it. */
export const dead_code_status = 410;

/** Answers a code that somebody brought, unless too many wrong ones came from where he is. */
export async function tryCode(
  context: Context,
  source: string,
  tooOften: PageView,
  answer: () => Promise<PageView>,
): Promise<PageView> {
  const { codes } = newcomerLimits(context);
  try {
    await codes.begin(source);
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
    return tooOften;
  }
  const view = await answer();
  if (view.status === dead_code_status) await codes.failed(source);
  return view;
}
