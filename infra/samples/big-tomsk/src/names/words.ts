/** A list of words as it is written in a source file: separated by white space. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);
