import { useMedia } from './use-media.js';

/** True on phone-wide screens, where tables become cards and the menu a bottom bar. */
export const usePhone = (): boolean => useMedia('(max-width: 720px)');
