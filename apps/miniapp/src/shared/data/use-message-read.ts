import { useEffect } from 'react';
import { api } from '@/shared/api';

/** Whoever opens the card has read the message, once the page stands; if this is lost, it merely stays unread. */
export function useMessageRead(messageId: string | undefined, shown: boolean): void {
  useEffect(() => {
    if (shown && messageId) api.message.open({ params: { id: messageId } }).catch(() => undefined);
  }, [shown, messageId]);
}
