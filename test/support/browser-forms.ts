/** A form as a page holds it: where it leads and what it would send untouched. */
export interface FormOfPage {
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly values: Readonly<Record<string, string>>;
}

/** The forms of a page of ours, in order. It reads the regular markup that our renderer writes, not HTML at large. */
export function formsOf(html: string): FormOfPage[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes, inside]) => ({
    action: attribute(attributes!, 'action') ?? '',
    method: attribute(attributes!, 'method')?.toLowerCase() === 'get' ? 'get' : 'post',
    values: valuesOf(inside!),
  }));
}

function valuesOf(inside: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, attributes] of inside.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(attributes!, 'name');
    const type = attribute(attributes!, 'type') ?? 'text';
    const unchecked = (type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(attributes!);
    if (name === undefined || unchecked || type === 'file') continue;
    values[name] = attribute(attributes!, 'value') ?? (type === 'checkbox' ? 'on' : '');
  }
  for (const [, attributes, text] of inside.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
    values[attribute(attributes!, 'name') ?? ''] = decoded(text!);
  }
  for (const [, attributes, options] of inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, one]) => one!);
    const chosen = all.find((one) => /\sselected\b/.test(one)) ?? all[0];
    values[attribute(attributes!, 'name') ?? ''] = attribute(chosen ?? '', 'value') ?? '';
  }
  return values;
}

function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? undefined : decoded(found);
}

function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
