import type { Repeating } from '@onecampus/runtime';
import type { App, Context } from './context.ts';

/** A part of the service that somebody would name: its pages and routes, and what it does by itself. */
export interface Feature {
  readonly name: string;
  /** What is answered before the engine sees it: a path that it would take for its own. */
  readonly before?: (app: App, context: Context) => void;
  /** Pages and routes. */
  readonly addTo?: (app: App, context: Context) => void;
  /** What happens without anybody asking; safe on any number of instances. */
  readonly jobs?: (context: Context) => readonly Repeating[];
  /** Paths that programs call from pages of other origins, or browsers bring from another site; each proves itself. */
  readonly isProgramPath?: (path: string) => boolean;
}
