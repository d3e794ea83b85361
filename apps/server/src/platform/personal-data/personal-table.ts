/** Whose data: a person, their WeChat accounts and their present cars. */
export interface Person {
  readonly ownerId: string;
  readonly accountIds: readonly string[];
  readonly vehicleIds: readonly string[];
  /** When it is asked. */
  readonly at: Date;
}

/** A column as its owner reads it: an SQL expression, with words for codes, as money, or with its unit. */
export type ShownColumn =
  | string
  | {
      readonly sql: string;
      readonly words?: Readonly<Record<string, string>>;
      readonly fen?: true;
      readonly unit?: string;
    };

/** What a column becomes when the person goes; a function makes it at that moment. */
export type ClearedValue = string | number | null | (() => string);

/** One table of a room that says something of people. SQL conditions may name :owner, :accounts, :cars and :now. */
export interface PersonalTable {
  readonly table: string;
  /** In Chinese, as the person reads it. */
  readonly title: string;
  /** Rows of the person. */
  readonly whose: string;
  /** Label → column; left out where the rows say nothing that other tables do not say. */
  readonly show?: Readonly<Record<string, ShownColumn>>;
  /** The newest first. */
  readonly newest?: string;
  /**
   * What becomes of the rows when the person goes: deleted, or kept without the person because of `keep`, a sentence for
   * them. `rows` narrows what is cleared.
   */
  readonly gone:
    | 'delete'
    | {
        readonly keep: string;
        readonly clear?: Readonly<Record<string, ClearedValue>>;
        readonly rows?: string;
      };
  /** What must end before the person can go. */
  readonly blocks?: { readonly when: string; readonly say: string };
  /** What the person loses; `say` begins with the number. */
  readonly loses?: { readonly when: string; readonly say: string };
}
