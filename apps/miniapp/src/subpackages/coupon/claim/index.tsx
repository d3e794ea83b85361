import type { ClaimableView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { Button, ResourcePage, Tag } from '@/shared/ui';
import { Ticket } from '../components/ticket';
import { useClaim } from '../components/use-claim';
import '../coupon.css';

const empty = {
  icon: 'ticket',
  title: '现在没有可领的卡券',
  note: '有新的卡券，会第一时间告诉您。',
  action: { label: '看看卡包', onClick: () => go('coupon.wallet') },
} as const;

const wordOf = { soon: '还没开始', gone: '已领完', mine: '已领取' } as const;

/** 领券中心: coupons to take; the one that a message has brought stands on top. */
export default function ClaimPage() {
  const { id: wanted = '' } = useRouter().params;
  const { resource, reload } = useResource('claimable', async () => (await api.coupon.center()).items);
  const [taken, setTaken] = useState<Readonly<Record<string, string>>>({});
  const { claim, busy } = useClaim(async (id, requestId) => {
    const { couponId } = await api.coupon.claim({ params: { id }, body: { requestId } });
    setTaken((before) => ({ ...before, [id]: couponId }));
  }, reload);
  const rank = ({ id }: ClaimableView) => (id === wanted ? 0 : 1);
  return (
    <ResourcePage
      resource={resource}
      bones={[2, 2]}
      onRetry={reload}
      empty={(list) => (list.length === 0 ? empty : null)}
    >
      {(list) => (
        <>
          {[...list]
            .sort((a, b) => rank(a) - rank(b))
            .map((coupon) => (
              <Offer
                key={coupon.id}
                coupon={coupon}
                mine={taken[coupon.id]}
                busy={busy(coupon.id)}
                onClaim={() => claim(coupon.id)}
              />
            ))}
          <Button block kind="secondary" onClick={() => go('coupon.wallet')}>
            去卡包看看
          </Button>
        </>
      )}
    </ResourcePage>
  );
}

interface OfferProps {
  coupon: ClaimableView;
  /** The coupon that was just taken. */
  mine: string | undefined;
  busy: boolean;
  onClaim: () => void;
}

function Offer({ coupon, mine, busy, onClaim }: OfferProps) {
  const { choice, takenPercent } = coupon;
  return (
    <Ticket
      big={coupon.bigText}
      small={coupon.thresholdText}
      title={coupon.title}
      off={choice === 'gone' && !mine}
    >
      <View className="cb-small cb-muted">{coupon.summary || coupon.faceText}</View>
      <View className="cb-small cb-muted">
        {coupon.forText ? `${coupon.forText} · ` : ''}
        {coupon.validityText}
      </View>
      {takenPercent !== null && choice === 'now' ? (
        <View className="coupon-bar">
          <View className="coupon-bar__fill" style={`width:${takenPercent}%`} />
        </View>
      ) : null}
      <View className="ticket__foot cb-small">
        <View className="cb-grow cb-muted">{coupon.text}</View>
        {mine ? (
          <Button kind="secondary" size="small" onClick={() => go('coupon.coupon', { id: mine })}>
            去使用
          </Button>
        ) : choice === 'now' ? (
          <Button size="small" loading={busy} ariaLabel={`领取${coupon.title}`} onClick={onClaim}>
            领取
          </Button>
        ) : (
          <Tag>{wordOf[choice]}</Tag>
        )}
      </View>
    </Ticket>
  );
}
