import { escaped } from './cas-answer.ts';

/** A piece of XML that is well-formed by the way it was made. */
export type Xml = { readonly xml: string };
type Child = Xml | string | undefined | false;

/** One element; `undefined` leaves an attribute or a child out. Texts are escaped here and nowhere else. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Child[]
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(value!)}"`)
    .join('');
  const inner = children
    .filter((one) => one !== undefined && one !== false)
    .map((one) => (typeof one === 'string' ? escaped(one) : one.xml))
    .join('');
  return { xml: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

/** Pieces side by side. */
export function pieces(...all: readonly Child[]): Xml {
  return {
    xml: all
      .map((one) => (one === undefined || one === false ? '' : typeof one === 'string' ? escaped(one) : one.xml))
      .join(''),
  };
}
