import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useList } from '@/shared/data/use-list';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { Card, Cell, Chip, Empty, HomeLink, More, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { CodeSheet, type ShownCode } from '../components/code-sheet';
import { CodeTicket, CouponTicket } from '../components/coupon-tickets';
import '../coupon.css';

const parts = ['good', 'codes', 'past'] as const;
type Part = (typeof parts)[number];
const labels: Record<Part, string> = { good: '可使用', codes: '兑换码', past: '已用与过期' };

const toClaim = { label: '去领券', onClick: () => go('coupon.claim') };
const skeleton = (
  <>
    <SkeletonCard />
    <SkeletonCard />
  </>
);

/** 卡包: coupons, the one that ends first on top, and codes that were won. */
export default function WalletPage() {
  const { show = 'good' } = useRouter().params;
  const [part, setPart] = useState<Part>(parts.find((one) => one === show) ?? 'good');
  const [counts, setCounts] = useState<{ good: number; codes: number } | null>(null);
  const past = part === 'past';
  const coupons = useList(part === 'codes' ? null : `coupons:${part}`, async (cursor) => {
    const page = await api.coupon.wallet({ query: { cursor, limit: 20, show: past ? 'past' : 'good' } });
    setCounts(page.counts);
    return page;
  });
  const codes = useResource(part === 'codes' ? 'codes' : null, async () => (await api.coupon.codes()).items);
  const [shown, setShown] = useState<ShownCode | null>(null);
  const [asked, setAsked] = useState('');
  const reveal = useAction(async (id: string) => {
    setAsked(id);
    setShown(await api.coupon.revealCode({ params: { id } }));
  });
  const noteOf = (one: Part) => (one === 'past' || !counts ? undefined : `${counts[one]} 张`);

  return (
    <Screen>
      <View className="cb-stack">
        <View className="cb-chips">
          {parts.map((one) => (
            <Chip
              key={one}
              label={labels[one]}
              note={noteOf(one)}
              selected={one === part}
              onClick={() => setPart(one)}
            />
          ))}
        </View>
        {part === 'codes' ? (
          <ResourceView resource={codes.resource} skeleton={skeleton} onRetry={codes.reload}>
            {(list) =>
              list.length === 0 ? (
                <Empty icon="ticket" title="还没有兑换码" note="活动中赢得的电影票等会放在这里。" />
              ) : (
                list.map((code) => (
                  <CodeTicket
                    key={code.id}
                    code={code}
                    busy={reveal.pending && asked === code.id}
                    onReveal={() => void reveal.run(code.id)}
                  />
                ))
              )
            }
          </ResourceView>
        ) : (
          <ResourceView resource={coupons.resource} skeleton={skeleton} onRetry={coupons.reload}>
            {(list) =>
              list.length === 0 ? (
                <Empty
                  icon="ticket"
                  title={past ? '没有用过或过期的卡券' : '卡包还是空的'}
                  note={past ? '用过的卡券会留在这里。' : '领一张，下次到店就能用。'}
                  {...(past ? {} : { action: toClaim })}
                />
              ) : (
                <>
                  {list.map((coupon) => (
                    <CouponTicket
                      key={coupon.id}
                      coupon={coupon}
                      onOpen={() => go('coupon.coupon', { id: coupon.id })}
                    />
                  ))}
                  <More state={coupons.more} onMore={coupons.loadMore} />
                </>
              )
            }
          </ResourceView>
        )}
        <Card flush>
          <Cell icon="gift" title="领券中心" note="现在能领的卡券" onClick={() => go('coupon.claim')} />
          <Cell
            icon="crown"
            title="会员权益"
            note="等级和合作商家的好礼"
            onClick={() => go('coupon.benefits')}
          />
        </Card>
        <HomeLink />
      </View>
      <CodeSheet shown={shown} onClose={() => setShown(null)} />
    </Screen>
  );
}
