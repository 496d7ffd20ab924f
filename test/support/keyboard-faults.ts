import type { Page } from 'playwright-core';

/** More stops than this are a table of people; the rest of it is like its beginning. */
const stops_max = 80;

interface Walk {
  /** What should be reached, in the order of the document. */
  readonly wanted: readonly string[];
  /** Where Tab went, as places in `wanted`; -1 for anything else. */
  readonly reached: readonly number[];
  /** Fields that take the focus back by themselves: a desk's scan field. */
  readonly returning: readonly number[];
  /** Stops that looked the same with the focus as without it. */
  readonly unseen: readonly string[];
}

/**
 * What somebody without a mouse cannot do with the page: reach every control by Tab (WCAG 2.2, 2.1.1), leave each again
 * (2.1.2), in the order of the document (2.4.3), and see where he is (2.4.7).
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const count = await page.evaluate(beginWalk);
  let walk = await press(page, Math.min(count, stops_max) + 3);
  // A date has three stops of its own, and what scrolls has one.
  if (missedOf(walk).length > 0) walk = await press(page, Math.min(count, stops_max));
  const { wanted, reached, unseen, returning } = walk;
  const faults = [...new Set(unseen)].map((stop) => `nobody sees that the focus is on ${stop}`);
  if (count <= stops_max) faults.push(...missedOf(walk).map((stop) => `Tab never comes to ${stop}`));
  const first = reached.filter(
    (stop, place) => stop >= 0 && !returning.includes(stop) && reached.indexOf(stop) === place,
  );
  if (!goesRound(first)) faults.push(`Tab jumps: ${first.map((stop) => wanted[stop]).join(', ')}`);
  return faults;
}

async function press(page: Page, times: number): Promise<Walk> {
  for (let presses = 0; presses < times; presses += 1) await page.keyboard.press('Tab');
  return page.evaluate(endWalk);
}

/** The page may begin anywhere (autofocus) and goes round from there: the order falls once at most, to before its beginning. */
function goesRound(stops: readonly number[]): boolean {
  const falls = stops.filter((stop, place) => place > 0 && stop < stops[place - 1]!).length;
  return falls === 0 || (falls === 1 && stops.at(-1)! < stops[0]!);
}

function missedOf({ wanted, reached }: Walk): string[] {
  return wanted.filter((_, place) => !reached.includes(place));
}

/** Runs in the page. @returns how many stops there should be */
function beginWalk(): number {
  const name = (one: Element) => {
    const text = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 30);
    return `<${one.localName}${one.getAttribute('name') ? ` name=${one.getAttribute('name')}` : ''}>${text}`;
  };
  const isOpenToKeys = (one: HTMLElement) =>
    one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0 && !one.matches(':disabled, [inert] *');
  // Of radio buttons with one name Tab comes to the chosen one, or to the first.
  const isOfGroup = (one: HTMLElement) => {
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return false;
    const group = [...(one.form ?? document).querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
      ({ name: other, disabled }) => other === one.name && !disabled,
    );
    return one !== (group.find(({ checked }) => checked) ?? group[0]);
  };
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const elements = [...document.querySelectorAll<HTMLElement>(controls)].filter(
    (one) => isOpenToKeys(one) && !isOfGroup(one),
  );
  const looks = (one: Element) => {
    const near = [one, one.nextElementSibling, one.closest('label'), one.parentElement].filter(
      (other) => other !== null,
    );
    return near
      .map((other) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
          getComputedStyle(other);
        return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join(' ');
      })
      .join('; ');
  };
  (document.activeElement as HTMLElement | null)?.blur();
  const before = new Map(elements.map((one) => [one, looks(one)]));
  const returning = elements.flatMap((one, place) => (one.autofocus ? [place] : []));
  const walk = { wanted: elements.map(name), returning, reached: [] as number[], unseen: [] as string[] };
  document.addEventListener('focusin', ({ target }) => {
    const one = target as HTMLElement;
    walk.reached.push(elements.indexOf(one));
    if (before.has(one) && looks(one) === before.get(one)) walk.unseen.push(name(one));
  });
  (globalThis as { keyboardWalk?: Walk }).keyboardWalk = walk;
  return elements.length;
}

/** Runs in the page. */
function endWalk(): Walk {
  return (globalThis as { keyboardWalk?: Walk }).keyboardWalk!;
}
