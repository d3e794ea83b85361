interface FillableField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly anyOf?: string | null;
}

/**
 * Fields that must have a column of the file and have none. Of fields that stand for one another (`anyOf`) one is enough:
 * where all are open they are one answer with all their names.
 */
export function unfilledFields(
  fields: readonly FillableField[],
  isFilled: (key: string) => boolean,
): { key: string; label: string }[] {
  const open = fields.filter(({ key }) => !isFilled(key));
  const groups = [...new Set(fields.flatMap(({ anyOf }) => anyOf ?? []))]
    .map((group) => fields.filter(({ anyOf }) => anyOf === group))
    .filter((group) => group.every((field) => open.includes(field)));
  return [
    ...open.filter(({ required }) => required).map(({ key, label }) => ({ key, label })),
    ...groups.map((group) => ({
      key: group[0]?.key ?? '',
      label: group.map(({ label }) => label).join('或'),
    })),
  ];
}
