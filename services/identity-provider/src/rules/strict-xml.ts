/** An element as it was written, with its namespaces resolved. */
export type XmlElement = {
  /** Local name. */
  readonly name: string;
  /** Empty where the element is in no namespace. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
};
export type XmlAttribute = { readonly name: string; readonly namespace: string; readonly value: string };

export type XmlLimits = {
  readonly bytesMax: number;
  /** Comments between elements; refused in SAML messages, and everywhere beside text, where they cut a value in two. */
  readonly comments: boolean;
};

export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

const depth_max = 40;
const elements_max = 5_000;
const attributes_max = 60;
const xml_namespace = 'http://www.w3.org/XML/1998/namespace';
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const characters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const name_form = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;

/**
 * Reads the part of XML 1.0 that SAML needs and refuses the rest: no document type, so no entities and nothing fetched; no
 * processing instructions, no CDATA, no names beyond ASCII, nothing before or after the one element. Two readers cannot take
 * such a text for two different things, which is what signature wrapping and comment tricks live on.
 *
 * @throws XmlRefused with what was not to be read.
 */
export function readXml(text: string, limits: XmlLimits): XmlElement {
  if (Buffer.byteLength(text) > limits.bytesMax) throw new XmlRefused('the document is too large');
  if (!characters.test(text)) throw new XmlRefused('a character that XML does not know');
  return new Reader(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), limits).document();
}

class Reader {
  readonly #text: string;
  readonly #limits: XmlLimits;
  #at = 0;
  #elements = 0;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  document(): XmlElement {
    this.#match(
      /<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?:UTF|utf)-8\2)?(?: standalone=(["'])(?:yes|no)\3)?\s*\?>/y,
    );
    this.#blank();
    const root = this.#element({ xml: xml_namespace }, 1);
    this.#blank();
    if (this.#at < this.#text.length) throw new XmlRefused('something after the document’s element');
    return root;
  }

  #element(outer: Readonly<Record<string, string>>, depth: number): XmlElement {
    this.#elements += 1;
    if (depth > depth_max || this.#elements > elements_max) throw new XmlRefused('too many elements, or too deep');
    this.#expect('<');
    const tag = this.#name();
    const written = this.#attributes();
    const scope = scopeOf(outer, written);
    const start = { ...resolved(tag, scope, true), attributes: attributesOf(written, scope) };
    if (this.#take('/>')) return { ...start, children: [] };
    this.#expect('>');
    const children = this.#content(scope, depth);
    this.#expect(`</${tag}`);
    this.#match(/\s*/y);
    this.#expect('>');
    return { ...start, children };
  }

  #attributes(): [string, string][] {
    const written: [string, string][] = [];
    for (;;) {
      const blank = this.#match(/\s+/y);
      if (this.#text.startsWith('>', this.#at) || this.#text.startsWith('/>', this.#at)) return written;
      if (blank === undefined) throw new XmlRefused('an element that is not well-formed');
      const name = this.#name();
      this.#match(/\s*=\s*/y) ?? refuse('an attribute without value');
      const value = this.#match(/"[^"<]*"|'[^'<]*'/y) ?? refuse('an attribute that is not well-formed');
      written.push([name, withReferences(value.slice(1, -1).replace(/\s/g, ' '))]);
      if (written.length > attributes_max) throw new XmlRefused('too many attributes');
    }
  }

  #content(scope: Readonly<Record<string, string>>, depth: number): (XmlElement | string)[] {
    const children: (XmlElement | string)[] = [];
    let commented = false;
    for (;;) {
      const text = this.#match(/[^<]+/y);
      if (text !== undefined) {
        if (text.includes(']]>')) throw new XmlRefused('a text that is not well-formed');
        children.push(withReferences(text));
      }
      if (this.#text.startsWith('</', this.#at)) break;
      if (this.#text.startsWith('<!--', this.#at)) {
        this.#comment();
        commented = true;
      } else children.push(this.#element(scope, depth + 1));
    }
    if (commented && children.some((one) => typeof one === 'string' && one.trim() !== ''))
      throw new XmlRefused('a comment within a text');
    return children;
  }

  #comment(): void {
    if (!this.#limits.comments) throw new XmlRefused('a comment');
    this.#match(/<!--(?:(?!--)[\s\S])*-->/y) ?? refuse('a comment that is not well-formed');
  }

  #blank(): void {
    this.#match(/\s*/y);
    while (this.#limits.comments && this.#text.startsWith('<!--', this.#at)) {
      this.#comment();
      this.#match(/\s*/y);
    }
  }

  #name(): string {
    return this.#match(name_form) ?? refuse('a name that is not well-formed, a document type, CDATA or an instruction');
  }

  #match(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    const found = form.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new XmlRefused(`"${text}" was expected`);
  }
}

function refuse(what: string): never {
  throw new XmlRefused(what);
}

function withReferences(text: string): string {
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (known !== undefined && whole.endsWith(';')) return known;
    const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    const code =
      number && whole.endsWith(';') ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : undefined;
    if (code === undefined || code > 0x10ffff || !characters.test(String.fromCodePoint(code))) refuse('an entity');
    return String.fromCodePoint(code);
  });
}

function scopeOf(outer: Readonly<Record<string, string>>, written: readonly [string, string][]) {
  const scope: Record<string, string> = { ...outer };
  for (const [name, value] of written) {
    if (name === 'xmlns') scope[''] = value;
    else if (name.startsWith('xmlns:')) {
      if (value === '' || name === 'xmlns:xml' || name === 'xmlns:xmlns') refuse('a namespace that cannot be declared');
      scope[name.slice(6)] = value;
    }
  }
  return scope;
}

function resolved(name: string, scope: Readonly<Record<string, string>>, isElement: boolean) {
  const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
  if (prefix === '') return { name: local, namespace: isElement ? (scope[''] ?? '') : '' };
  const namespace = Object.hasOwn(scope, prefix) ? scope[prefix] : undefined;
  return { name: local, namespace: namespace ?? refuse('a prefix that was not declared') };
}

function attributesOf(written: readonly [string, string][], scope: Readonly<Record<string, string>>): XmlAttribute[] {
  if (new Set(written.map(([name]) => name)).size < written.length) refuse('an attribute that is there twice');
  const attributes = written
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => ({ ...resolved(name, scope, false), value }));
  if (new Set(attributes.map((one) => `${one.namespace} ${one.name}`)).size < attributes.length)
    refuse('an attribute that is there twice');
  return attributes;
}

export function childrenOf(element: XmlElement, namespace: string, name: string): XmlElement[] {
  return element.children.filter(
    (one): one is XmlElement => typeof one !== 'string' && one.namespace === namespace && one.name === name,
  );
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.namespace === '' && one.name === name)?.value;
}

/** The text of an element that holds nothing else, without blanks around it. */
export function textOf(element: XmlElement): string | undefined {
  if (element.children.some((one) => typeof one !== 'string')) return undefined;
  return element.children.join('').trim();
}

/** The element itself and everything in it. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== 'string') yield* everyElement(child);
}
