import { describe, expect, it } from '@jest/globals';
import { attributeOf, childrenOf, readXml, textOf, XmlRefused } from './strict-xml.ts';

const limits = { bytesMax: 10_000, comments: false };
const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

describe('reading XML strictly', () => {
  it('reads elements, attributes, namespaces and references', () => {
    const root = readXml(
      `<?xml version="1.0" encoding="UTF-8"?>\n<a:x xmlns:a="urn:a" xmlns="urn:b" k='v&#x26;&quot;' a:k="2"><y> t&lt;1 </y><a:y/></a:x>`,
      limits,
    );
    expect(root).toMatchObject({ name: 'x', namespace: 'urn:a' });
    expect(attributeOf(root, 'k')).toBe('v&"');
    expect(textOf(childrenOf(root, 'urn:b', 'y')[0]!)).toBe('t<1');
    expect(childrenOf(root, 'urn:a', 'y')).toHaveLength(1);
  });

  it('leaves comments between elements out where they are allowed', () => {
    expect(readXml('<!-- a --><x><!-- b --><y>t</y></x><!-- c -->', { ...limits, comments: true })).toMatchObject({
      name: 'x',
    });
  });

  it.each([
    ['a document type', '<!DOCTYPE x><x/>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'],
    ['an external document type', '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>'],
    ['a parameter entity', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/">%p;]><x/>'],
    ['an entity that nobody declared', '<x>&nbsp;</x>'],
    ['an entity without its end', '<x>&amp</x>'],
    ['an entity named like what every object has', '<x>&constructor;</x>'],
    ['a character that is none', '<x>&#0;</x>'],
    ['a reference beyond Unicode', '<x>&#x110000;</x>'],
    ['a raw control character', '<x>\u0000</x>'],
    ['CDATA', '<x><![CDATA[y]]></x>'],
    ['an instruction', '<x><?php y ?></x>'],
    ['a style sheet', '<?xml version="1.0"?><?xml-stylesheet href="http://evil.example/"?><x/>'],
    ['a comment', '<x>a<!-- -->b</x>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><x/>'],
    ['two elements', '<x/><x/>'],
    ['text after the element', '<x/>y'],
    ['an element that does not end', '<x><y></x>'],
    ['an attribute twice', '<x a="1" a="2"/>'],
    ['an attribute twice by two prefixes', '<x xmlns:a="u" xmlns:b="u" a:k="1" b:k="2"/>'],
    ['a prefix from nowhere', '<a:x/>'],
    ['a prefix named like what every object has', '<toString:x/>'],
    ['a name with two colons', '<a:b:c xmlns:a="u"/>'],
    ['attributes side by side', '<x a="1"b="2"/>'],
    ['an attribute without quotation marks', '<x a=1/>'],
    ['too deep', nested(41)],
    ['too many elements', `<x>${'<y/>'.repeat(5_001)}</x>`],
    ['too large', `<x>${'y'.repeat(25_001)}</x>`],
    ['nothing', ''],
  ])('refuses %s', (_, text) => expect(() => readXml(text, { comments: false, bytesMax: 25_000 })).toThrow(XmlRefused));

  it('refuses a comment that cuts a text in two, wherever comments are allowed', () => {
    const comments = { ...limits, comments: true };
    expect(() => readXml('<x>admin@tpu.ru<!-- -->.evil.example</x>', comments)).toThrow('a comment within a text');
  });
});
