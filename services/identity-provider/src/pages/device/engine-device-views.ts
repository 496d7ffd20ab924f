import type { PageView } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { EngineViews } from '../../provider/views.ts';
import { type DeviceTrouble, deviceConfirmView, deviceDoneView, deviceInputView } from './device-views.ts';

type EngineContext = Parameters<EngineViews['signOut']>[0];

/** The device pages as the engine asks for them. */
export function engineDeviceViews(
  show: (ctx: EngineContext, view: PageView) => void,
  languageOf: (ctx: EngineContext) => Locale,
): EngineViews['device'] {
  const form = (ctx: EngineContext) => ({
    locale: languageOf(ctx),
    action: ctx.oidc.urlFor('code_verification'),
    xsrf: String((ctx.oidc.session?.state as { secret?: string } | undefined)?.secret ?? ''),
  });
  return {
    input: (ctx, asked) => show(ctx, deviceInputView({ ...form(ctx), ...asked })),
    failed: (ctx, error) => {
      const userCode = (error as { userCode?: string } | undefined)?.userCode;
      show(ctx, deviceInputView({ ...form(ctx), userCode, trouble: troubleOf(error?.name) }));
    },
    confirm: (ctx, client, userCode) =>
      show(ctx, deviceConfirmView({ ...form(ctx), application: nameOf(ctx, client), userCode })),
    done: (ctx) =>
      show(ctx, deviceDoneView({ locale: languageOf(ctx), application: nameOf(ctx, ctx.oidc.client ?? {}) })),
  };

  function nameOf(ctx: EngineContext, client: object): string {
    const { clientName, name_ru } = client as { clientName?: string; name_ru?: string };
    return String((languageOf(ctx) === 'ru' ? name_ru : undefined) ?? clientName ?? '');
  }
}

/** The engine's errors at the place where a code is entered, by their names. */
function troubleOf(name: string | undefined): DeviceTrouble | undefined {
  switch (name) {
    case undefined:
      return undefined;
    case 'NoCodeError':
      return 'missing';
    case 'NotFoundError':
    case 'ExpiredError':
    case 'AlreadyUsedError':
      return 'unknown';
    case 'AbortedError':
      return 'aborted';
    default:
      return 'failed';
  }
}
