import type { FormField } from '@cheban/contracts';
import type { FormFieldType } from '@cheban/contracts/constants';

/** A question while it is written: everything may be missing. */
export interface QuestionDraft {
  /** Empty while it is new: it gets its name when it is saved. */
  key?: string;
  label?: string;
  type?: FormFieldType;
  required?: boolean;
  options?: string[];
  max?: number | null;
}

export const MOST_QUESTIONS = 6;
export const MOST_OPTIONS = 12;

export const chooses = (type: FormFieldType | undefined): boolean => type === 'choice' || type === 'choices';

/** A name for a new question that none of the others has. */
function freeKey(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`q${number}`)) number += 1;
  return `q${number}`;
}

/** Questions as the server takes them. Answers stand under their keys, so a key never changes with the words. */
export function questionsOf(drafts: readonly QuestionDraft[]): FormField[] {
  const taken = new Set(drafts.flatMap(({ key }) => (key ? [key] : [])));
  return drafts.map((draft) => {
    const type = draft.type ?? 'text';
    const key = draft.key || freeKey(taken);
    taken.add(key);
    const limited = (type === 'text' || type === 'number') && typeof draft.max === 'number';
    return {
      key,
      label: draft.label?.trim() ?? '',
      type,
      required: draft.required ?? false,
      options: chooses(type) ? (draft.options ?? []).map((option) => option.trim()) : [],
      ...(limited && { max: draft.max as number }),
    };
  });
}
