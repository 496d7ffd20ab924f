import Bowser from 'bowser';
import type { Device } from '../rules/device.ts';

/** Longer ones are made up; what they say is not worth reading. */
const announcement_max = 512;

/** The words in a browser's announcement (`User-Agent`); none of them where it is no browser's. */
export function deviceOf(userAgent: string | undefined): Device {
  if (!userAgent || userAgent.length > announcement_max) return {};
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind = (['desktop', 'mobile', 'tablet'] as const).find((one) => one === platform.type);
  return {
    ...(isWord(browser.name) ? { browser: browser.name } : {}),
    ...(isWord(os.name) ? { system: os.name } : {}),
    ...(kind ? { kind } : {}),
  };
}

/** Names as the library knows them; what it took from the announcement itself is passed over. */
function isWord(name: string | undefined): name is string {
  return name !== undefined && /^[A-Za-z0-9 .+-]{1,40}$/.test(name);
}
