import { toHalfWidth } from '@cheban/kernel';
import { plain } from './read-cell.js';

/** What a store is known by: its code and its name. */
export interface StoreNames {
  code: string;
  name: string;
}

const bare = (text: string) => toHalfWidth(text).replace(/\s/g, '').toUpperCase();
const namesOf = (store: StoreNames) => [bare(store.code), bare(store.name)];

/** The column that says whose rows they are: one import belongs to one store, an export may hold several. */
export class StoreColumn {
  private readonly own: ReadonlySet<string>;
  private readonly others: ReadonlySet<string>;
  /** What stood in the column first; empty where that is the store itself. */
  private first: string | null = null;

  constructor(own: StoreNames, others: readonly StoreNames[]) {
    this.own = new Set(namesOf(own));
    this.others = new Set(others.flatMap(namesOf).filter((name) => !this.own.has(name)));
  }

  /** Rows in their order. An export may name stores otherwise than we do: then it tells only that they are several. */
  judge(cell: string | undefined): 'other_store' | 'store_differs' | null {
    const name = bare(plain(cell));
    if (name === '') return null;
    if (this.others.has(name)) return 'other_store';
    const known = this.own.has(name) ? '' : name;
    this.first ??= known;
    return known === this.first || known === '' ? null : 'store_differs';
  }
}
