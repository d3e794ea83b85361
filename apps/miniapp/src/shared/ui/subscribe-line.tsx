import { Button } from './button';
import { Notice } from './state';
import { toast } from './toast';

interface SubscribeLineProps {
  /** From `useSubscribe`: nothing is drawn when nothing is offered. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  /** What the owner would be told. */
  words: string;
}

/** One line that offers a message; a tap opens WeChat's own question. */
export function SubscribeLine({ offer, words }: SubscribeLineProps) {
  if (!offer.offered) return null;
  const tapped = () => {
    void offer.ask().then((accepted) => {
      if (accepted) toast('好的，到时提醒您');
    });
  };
  return (
    <Notice
      tone="brand"
      icon="bell"
      action={
        <Button kind="quiet" size="small" onClick={tapped}>
          提醒我
        </Button>
      }
    >
      {words}
    </Notice>
  );
}
