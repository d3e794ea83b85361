import type { OwnerCardsView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { dateOf, sayDate } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { Button, Card, ResourcePage } from '@/shared/ui';
import { ServiceCard } from '../components/service-card';
import '../shop.css';

const empty = {
  icon: 'card',
  title: '还没有保养卡',
  note: '一次买好几次，单次更划算，家人也能用。',
  action: { label: '看看保养卡', onClick: () => go('shop.items') },
} as const;

/** My cards, those shared with me, and invitations to me. */
export default function CardsPage() {
  const { resource, reload, show } = useResource('cards', () => api.shop.cards());
  const nowMs = useNow();
  const answer = useAction(async (id: string, accept: boolean) => {
    show(await api.shop.answerShare({ params: { id }, body: { accept } }));
  });
  return (
    <ResourcePage
      resource={resource}
      bones={[3, 3]}
      onRetry={reload}
      empty={({ cards, invitations }) => (cards.length + invitations.length === 0 ? empty : null)}
    >
      {({ cards, invitations }) => (
        <>
          {invitations.map((invitation) => (
            <Invitation
              key={invitation.id}
              invitation={invitation}
              nowMs={nowMs}
              busy={answer.pending}
              onAnswer={(accept) => void answer.run(invitation.id, accept)}
            />
          ))}
          {cards.map((card) => (
            <ServiceCard
              key={card.id}
              card={card}
              nowMs={nowMs}
              onOpen={() => go('shop.card', { id: card.id })}
            />
          ))}
          <Button block kind="secondary" onClick={() => go('shop.items')}>
            再买一张
          </Button>
        </>
      )}
    </ResourcePage>
  );
}

interface InvitationProps {
  invitation: OwnerCardsView['invitations'][number];
  nowMs: number;
  busy: boolean;
  onAnswer: (accept: boolean) => void;
}

function Invitation({ invitation, nowMs, busy, onAnswer }: InvitationProps) {
  return (
    <Card title={`${invitation.from}邀您共用保养卡`}>
      <View className="cb-lines">
        <View>{invitation.cardTitle}</View>
        <View className="cb-small cb-muted cb-num">
          还剩 {invitation.usesLeft} 次 · 有效期至 {sayDate(invitation.expiresOn, dateOf(nowMs))}
        </View>
        <View className="cb-row cb-row--gap">
          <Button size="medium" loading={busy} onClick={() => onAnswer(true)}>
            接受
          </Button>
          <Button kind="quiet" size="medium" disabled={busy} onClick={() => onAnswer(false)}>
            不用了
          </Button>
        </View>
      </View>
    </Card>
  );
}
