import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** Filters that live in the address: a reload, a bookmark and a link to a colleague show the same rows. */
export interface UrlFilters {
  get(name: string): string | undefined;
  /** One of `allowed`, or undefined for anything else that stands in the address. */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined;
  page: number;
  pageSize: number;
  /** Sets or removes filters; the page starts again unless it is what changes. */
  set(changes: Record<string, string | number | undefined>): void;
  /** Opens, or closes with undefined, what lies over the list: the page stays. */
  show(name: string, id: string | undefined): void;
}

const positive = (text: string | null, fallback: number, max: number) => {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= max ? value : fallback;
};

export function useUrlFilters(): UrlFilters {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (changes: Record<string, string | number | undefined>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(name);
            else next.set(name, String(value));
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return useMemo(
    () => ({
      get: (name) => search.get(name) ?? undefined,
      oneOf: (name, allowed) => allowed.find((value) => value === search.get(name)),
      page: positive(search.get('page'), 1, 10_000),
      pageSize: positive(search.get('pageSize'), 20, 100),
      set: (changes) => change({ page: undefined, ...changes }),
      show: (name, id) => change({ [name]: id }),
    }),
    [search, change],
  );
}
