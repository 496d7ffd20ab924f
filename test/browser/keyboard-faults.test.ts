import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeWithBrowser, launchBrowser } from '../support/browser.ts';
import { keyboardFaults } from '../support/keyboard-faults.ts';

jest.setTimeout(60_000);

/** The walk by Tab would be worth nothing if it found nothing wrong with pages that are. */
describeWithBrowser('the walk by keyboard', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ['a page on which all is well', '<a href="/">one</a><input name="two"><button>three</button>', []],
    [
      'a stop that nobody sees',
      '<a href="/">one</a><button style="outline: none">two</button>',
      ['nobody sees that the focus is on <button>two'],
    ],
    [
      'a field that does not let go',
      '<a href="/">one</a><input name="two" onkeydown="return event.key !== \'Tab\'"><button>three</button>',
      ['Tab never comes to <button>three'],
    ],
    [
      'an order that is not the one read',
      '<button tabindex="2">one</button><button>two</button><button tabindex="1">three</button><button>four</button>',
      ['Tab jumps: <button>three, <button>one, <button>two, <button>four'],
    ],
    ['a date, which has stops of its own', '<input type="date" name="one"><button>two</button>', []],
    [
      'radio buttons, which are one stop',
      '<input type="radio" name="a"><input type="radio" name="a"><a href="/">b</a>',
      [],
    ],
    ['what is folded away', '<details><summary>one</summary><button>two</button></details>', []],
  ])('%s', async (_, body, faults) => {
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><html lang="en"><body>${body}</body></html>`);
    expect(await keyboardFaults(page)).toEqual(faults);
    await page.close();
  });
});
