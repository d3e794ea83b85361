import type { OwnerCardView } from '@cheban/contracts';
import { MOST_SHARES } from '@cheban/contracts/constants';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api, describeError } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { sayInstant } from '@/shared/format/when';
import { go, replaceWith } from '@/shared/nav/go';
import { Button, Card, Cell, confirm, ResourcePage, ShowCode, StoreCells, Tag, toast } from '@/shared/ui';
import { Terms } from '../components/item-screen';
import { ServiceCard } from '../components/service-card';
import { ShareSheet } from '../components/share-sheet';
import '../shop.css';

/** The counter uses it while the owner looks on, in ms. */
const pollMs = 5_000;

/** One card: the code for the counter, what was used, and who else may use it. */
export default function CardPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, show } = useResource(`card:${id}`, () => api.shop.card({ params: { id } }));
  const nowMs = useNow();
  const [sharing, setSharing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  usePolling(reload, pollMs, resource.data?.canUse === true && !sharing);

  const invite = useAction(async (phone: string) => {
    setProblem(null);
    try {
      show(await api.shop.invite({ params: { id }, body: { phone } }));
      setSharing(false);
      toast('邀请已发出', 'success');
    } catch (error) {
      setProblem(describeError(error).message);
    }
  });
  const revoke = useAction(async (shareId: string, who: string) => {
    const content = `${who}将不能再用这张卡，已用的次数不变。`;
    if (!(await confirm({ title: '不再共用？', content, confirmText: '取消共用' }))) return;
    show(await api.shop.revokeShare({ params: { id: shareId } }));
  });
  const leave = useAction(async (shareId: string) => {
    const content = '退出后您就不能再用这张卡了。';
    if (!(await confirm({ title: '退出共用？', content, confirmText: '退出' }))) return;
    await api.shop.answerShare({ params: { id: shareId }, body: { accept: false } });
    replaceWith('shop.cards');
  });

  return (
    <ResourcePage
      resource={resource}
      bones={[4, 4]}
      onRetry={reload}
      empty={() => null}
      above={
        sharing ? (
          <ShareSheet
            busy={invite.pending}
            problem={problem}
            onSend={(phone) => void invite.run(phone)}
            onClose={() => setSharing(false)}
          />
        ) : null
      }
    >
      {(card) => (
        <>
          <ServiceCard card={card} nowMs={nowMs} />
          {card.token && card.code ? (
            <Card>
              <ShowCode token={card.token} code={card.code} label="保养卡码">
                {card.text}
              </ShowCode>
            </Card>
          ) : (
            <Card>{card.text}</Card>
          )}
          {card.canUse ? (
            <Button block kind="secondary" onClick={() => go('booking.create')}>
              预约到店使用
            </Button>
          ) : null}
          <Uses card={card} nowMs={nowMs} />
          {card.mine && card.shareable ? (
            <Shares
              card={card}
              onInvite={() => {
                setProblem(null);
                setSharing(true);
              }}
              onRevoke={(shareId, who) => void revoke.run(shareId, who)}
            />
          ) : null}
          <Terms terms={card.terms} />
          <StoreCells name={card.storeName} address={card.storeAddress} phone={card.storePhone} />
          {card.orderId ? (
            <Button
              block
              kind="quiet"
              size="medium"
              onClick={() => go('shop.order', { id: card.orderId ?? '' })}
            >
              查看订单
            </Button>
          ) : null}
          {card.myShareId ? (
            <Button
              block
              kind="quiet"
              size="medium"
              disabled={leave.pending}
              onClick={() => void leave.run(card.myShareId ?? '')}
            >
              退出共用
            </Button>
          ) : null}
        </>
      )}
    </ResourcePage>
  );
}

function Uses({ card, nowMs }: { card: OwnerCardView; nowMs: number }) {
  if (card.uses.length === 0) return null;
  return (
    <Card flush title="使用记录">
      {card.uses.map((use) => (
        <Cell
          key={use.id}
          title={`第 ${use.no} 次 · ${use.storeName}`}
          note={`${sayInstant(use.usedAt, nowMs)}${use.note ? ` · ${use.note}` : ''}`}
          value={use.undoneAt ? <Tag>已撤回</Tag> : undefined}
        />
      ))}
    </Card>
  );
}

interface SharesProps {
  card: OwnerCardView;
  onInvite: () => void;
  onRevoke: (shareId: string, who: string) => void;
}

function Shares({ card, onInvite, onRevoke }: SharesProps) {
  const open = card.shares.filter(({ state }) => state === 'invited' || state === 'joined');
  return (
    <Card flush title="家人共用">
      {open.map((share) => (
        <Cell
          key={share.id}
          icon="person"
          title={share.name ?? share.phoneMasked}
          note={share.stateLabel}
          value={
            <Button kind="quiet" size="small" onClick={() => onRevoke(share.id, share.name ?? '家人')}>
              取消共用
            </Button>
          }
        />
      ))}
      {open.length < MOST_SHARES ? <Cell icon="plus" title="邀请家人" onClick={onInvite} /> : null}
    </Card>
  );
}
