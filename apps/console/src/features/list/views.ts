import type { ListArrangement, ListView } from '@cheban/contracts';
import type { StaffList } from '@cheban/contracts/constants';

/** A list as nobody has arranged it. */
export const asItComes = (list: StaffList): ListArrangement => ({ list, hidden: [], views: [] });

/** What the address says of the filters that a view keeps. Pure. */
export function filtersOf(
  get: (name: string) => string | undefined,
  keeps: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    keeps.flatMap((name) => {
      const value = get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What is set in the address to see a view: its filters, and none of the others. Pure. */
export const addressOf = (
  { filters }: Pick<ListView, 'filters'>,
  keeps: readonly string[],
): Record<string, string | undefined> =>
  Object.fromEntries(['q', ...keeps].map((name) => [name, keeps.includes(name) ? filters[name] : undefined]));

/** The view that is looked at, if it is one of those kept. Pure. */
export function viewAt(
  views: readonly ListView[],
  now: Record<string, string>,
  keeps: readonly string[],
): ListView | undefined {
  return views.find(({ filters }) => keeps.every((name) => filters[name] === now[name]));
}

/** The same name again means the same view with other filters. Pure. */
export const withView = (views: readonly ListView[], view: ListView): ListView[] =>
  views.some(({ name }) => name === view.name)
    ? views.map((one) => (one.name === view.name ? view : one))
    : [...views, view];
