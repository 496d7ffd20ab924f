import htm from 'htm';
import { type ComponentChildren, Fragment, h, type VNode } from 'preact';

/** One rendered piece of a page. It is a tree, not text: every interpolated string is escaped when it is printed. */
export type Html = VNode<unknown>;

/** Whatever may stand between two tags: text, numbers, other pieces, lists of them, or nothing (null, undefined, false). */
export type Children = ComponentChildren;

type Build = (strings: TemplateStringsArray, ...values: unknown[]) => unknown;

// htm's types describe a CommonJS module, while what Node and browsers load is its ES module with a default export.
const build: Build = (htm as unknown as { bind(create: typeof h): Build }).bind(h);

/**
 * Tagged template that builds a piece of a page. Several roots, or bare text, become one fragment,
 * so that the result is always a single node.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Html {
  const built: unknown = build(strings, ...values);
  if (isNode(built)) return built;
  return h(Fragment, null, built as Children) as Html;
}

function isNode(built: unknown): built is Html {
  return typeof built === 'object' && built !== null && !Array.isArray(built);
}
