import { type CareVariable, careVariableLabel, careVariables } from '@cheban/contracts/constants';

/**
 * Variables of a rule's words. The server keeps `{why}`; people read and write `{原因说明}`. Pure, both ways exact:
 * braces with any other word inside are left as they are, so that a slip of the pen stays visible.
 */
const byLabel = new Map<string, CareVariable>(careVariables.map((name) => [careVariableLabel[name], name]));
const isVariable = (text: string): text is CareVariable =>
  (careVariables as readonly string[]).includes(text);

/** `{why}` → `{原因说明}` */
export const showVariables = (text: string): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    isVariable(name) ? `{${careVariableLabel[name]}}` : whole,
  );

/** `{原因说明}` → `{why}` */
export const readVariables = (text: string): string =>
  text.replace(/\{([^{}]*)\}/g, (whole, label: string) => {
    const name = byLabel.get(label.trim());
    return name ? `{${name}}` : whole;
  });

/**
 * The text with every known variable filled; unknown ones stay. An empty one takes the stop or comma after it along, as
 * the server does when it makes the message.
 */
export const fillVariables = (text: string, facts: Record<CareVariable, string>): string =>
  text.replace(/\{([^{}]*)\}([，。；]?)/g, (whole, name: string, stop: string) => {
    if (!isVariable(name)) return whole;
    return facts[name] === '' ? '' : facts[name] + stop;
  });

/** Text with `piece` in place of the selection, and where the caret stands afterwards. */
export function insertAt(
  text: string,
  piece: string,
  selection: readonly [number, number] | null,
): { text: string; caret: number } {
  const [from, to] = selection ?? [text.length, text.length];
  return { text: text.slice(0, from) + piece + text.slice(to), caret: from + piece.length };
}
