import type { ClearedValue } from './personal-table.js';

/** How long rows of one table are kept: the table of retention is this data. */
export interface RetentionRule {
  readonly table: string;
  /** What it is, in Chinese. */
  readonly title: string;
  /** The instant from which the days count. */
  readonly from: string;
  readonly days: number;
  /** SQL that narrows the rows. */
  readonly where?: string;
  /** Deleted, or stripped of what speaks of a person. */
  readonly old:
    | 'delete'
    | { readonly clear: Readonly<Record<string, ClearedValue>>; readonly unless: string };
  /** Why so long, in English: for the documents. */
  readonly why: string;
}

/** Injection token of all rules. */
export const RETENTION = Symbol('RETENTION');
