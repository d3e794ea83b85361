/** What leaves a repository: an entity's values with instants as milliseconds since 1970. */
export type PlainRecord<E> = {
  readonly [K in keyof E]: E[K] extends Date ? number : E[K] extends Date | null ? number | null : E[K];
};

export function plainRecord<E extends object>(entity: E): PlainRecord<E> {
  return Object.fromEntries(
    Object.entries(entity).map(([key, value]) => [key, value instanceof Date ? value.getTime() : value]),
  ) as PlainRecord<E>;
}
