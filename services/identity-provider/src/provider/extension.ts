import type { Adapter, Configuration, interactionPolicy, Provider } from 'oidc-provider';
import type { EngineParts } from './engine-parts.ts';

/** One thing that we add to the engine, or do otherwise than it does. */
export interface EngineExtension {
  readonly name: string;
  /** The configuration with what this adds; a new object, nothing that others said is lost. */
  configure?(base: Configuration, parts: EngineParts): Configuration;
  /** Further reasons to ask somebody to sign in, or to consent. */
  checks?(parts: EngineParts): readonly { prompt: 'login' | 'consent'; check: interactionPolicy.Check }[];
  /** What is changed on the engine once it is built: prototypes, middleware, listeners. */
  amend?(provider: Provider, parts: EngineParts): void;
  /** Where records of a kind that the engine then has are kept. */
  adapter?(kind: string, parts: EngineParts): Adapter | undefined;
  /** Paths that the engine answers from then on. */
  isEnginePath?(path: string): boolean;
  /** Those of them that programs call. */
  isProgramPath?(path: string): boolean;
}
