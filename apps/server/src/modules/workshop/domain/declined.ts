/** What becomes of work that an owner put off. Pure. */
import { addDays } from '@cheban/kernel';

/** Days until it is asked about again when the booking that should have settled it is off. */
const AGAIN_DAYS = 7;

interface Pending {
  readonly title: string;
  /** Business date; null: asked already, a person has it in hand. */
  readonly chaseOn: string | null;
}

/** What care asks about next: the earliest day, named by its work; null if nothing waits for a day. */
export function nextAdvice(works: readonly Pending[]): { on: string; title: string } | null {
  const dated = works.flatMap(({ title, chaseOn }) => (chaseOn === null ? [] : [{ title, on: chaseOn }]));
  const [first] = dated.sort((a, b) => a.on.localeCompare(b.on));
  if (!first) return null;
  return { on: first.on, title: works.length === 1 ? first.title : `${first.title}等 ${works.length} 项` };
}

/** The day on which it is asked about again after a cancelled booking: the old one, unless that has come already. */
export function chaseAfterCancel(chaseOn: string | null, today: string): string {
  return chaseOn !== null && chaseOn > today ? chaseOn : addDays(today, AGAIN_DAYS);
}

/** Whether one of these names of a bill or of an approved quote is that work, whatever spaces were typed. */
export function isDone(title: string, names: readonly string[]): boolean {
  const plain = (text: string) => text.replace(/\s/g, '');
  return names.some((name) => plain(name) === plain(title));
}
