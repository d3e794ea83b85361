import type { BenefitView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { dateOf } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { Button, Card, Empty, Icon, ResourcePage, Tag } from '@/shared/ui';
import { MembershipCard } from '../components/membership-card';
import { useClaim } from '../components/use-claim';
import '../coupon.css';

/** My membership level and the benefits of partners: cinema, restaurant, gym. */
export default function BenefitsPage() {
  const now = useNow(60_000);
  const { resource, reload } = useResource('benefits', () => api.coupon.benefits());
  const { claim, busy } = useClaim(async (id, requestId) => {
    await api.coupon.claimBenefit({ params: { id }, body: { requestId } });
  }, reload);
  return (
    <ResourcePage resource={resource} bones={[3, 2]} onRetry={reload} empty={() => null}>
      {({ membership, items }) => (
        <>
          <MembershipCard membership={membership} today={dateOf(now)} />
          {items.length === 0 ? (
            <Empty
              icon="star"
              title="合作商家的权益还在路上"
              note="有了新权益，会放在这里。"
              action={{ label: '看看卡包', onClick: () => go('coupon.wallet') }}
            />
          ) : (
            items.map((benefit) => (
              <Benefit
                key={benefit.id}
                benefit={benefit}
                busy={busy(benefit.id)}
                onClaim={() => claim(benefit.id)}
              />
            ))
          )}
        </>
      )}
    </ResourcePage>
  );
}

/** Where what was taken lies. */
function openMine({ mine }: BenefitView): void {
  if (mine?.couponId) go('coupon.coupon', { id: mine.couponId });
  else go('coupon.wallet', { show: 'codes' });
}

interface BenefitProps {
  benefit: BenefitView;
  busy: boolean;
  onClaim: () => void;
}

function Benefit({ benefit, busy, onClaim }: BenefitProps) {
  const { choice } = benefit;
  return (
    <Card
      title={benefit.title}
      extra={<Tag tone={choice === 'level' ? 'neutral' : 'brand'}>{benefit.levelText}</Tag>}
    >
      <View className="cb-lines">
        <View className="cb-small cb-muted">
          {benefit.partnerKindLabel} · {benefit.partnerName}
        </View>
        {benefit.summary ? <View>{benefit.summary}</View> : null}
        {benefit.howTo ? <View className="cb-small cb-muted cb-pre">{benefit.howTo}</View> : null}
        {benefit.partnerAddress ? (
          <View className="cb-row cb-row--gap cb-small cb-muted">
            <Icon name="pin" size={15} ink="muted" />
            <View className="cb-grow">{benefit.partnerAddress}</View>
          </View>
        ) : null}
        <View className="ticket__foot">
          <View className="cb-grow cb-small cb-muted">{benefit.text}</View>
          {benefit.partnerPhone ? (
            <Button kind="quiet" size="small" onClick={() => phone.call(benefit.partnerPhone)}>
              致电商家
            </Button>
          ) : null}
          {choice === 'now' ? (
            <Button size="small" loading={busy} ariaLabel={`领取${benefit.title}`} onClick={onClaim}>
              领取
            </Button>
          ) : null}
          {benefit.mine ? (
            <Button kind="secondary" size="small" onClick={() => openMine(benefit)}>
              去使用
            </Button>
          ) : null}
        </View>
      </View>
    </Card>
  );
}
