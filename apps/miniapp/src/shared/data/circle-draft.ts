import { storage } from '@/shared/platform';

/** What was being written when the page was left. Photos are uploaded and live a day only, so that they are not kept. */
export interface KeptDraft {
  readonly topicId: string;
  readonly text: string;
}
const key = 'cheban.circle-draft';

export const readDraft = (): KeptDraft | undefined => storage.read<KeptDraft>(key);
export const forgetDraft = (): void => storage.remove(key);

export function keepDraft({ topicId, text }: KeptDraft): void {
  if (text.trim() === '') forgetDraft();
  else storage.write(key, { topicId, text });
}
