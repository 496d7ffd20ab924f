export interface TerminalsSeen {
  mark(terminalId: string, at: Date): void;
  /** Writes what was marked since the last time; keeps it for the next time if that fails. */
  flush(): Promise<void>;
}

/** Gathers when terminals were last heard of: thousands of questions a minute become one statement. */
export function terminalsSeen(
  write: (terminals: readonly { readonly id: string; readonly at: Date }[]) => Promise<void>,
): TerminalsSeen {
  let marked = new Map<string, Date>();
  return {
    mark: (terminalId, at) => void marked.set(terminalId, at),
    flush: async () => {
      if (marked.size === 0) return;
      const taken = marked;
      marked = new Map();
      try {
        await write([...taken].map(([id, at]) => ({ id, at })));
      } catch (error) {
        for (const [id, at] of taken) if (!marked.has(id)) marked.set(id, at);
        throw error;
      }
    },
  };
}
