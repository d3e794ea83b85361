import type { WalletCouponView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useResource } from '@/shared/data/use-resource';
import { sayFen } from '@/shared/format/number';
import { sayInstant } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { Button, Card, Cell, Countdown, Notice, ResourcePage, ShowCode, Skeleton, Tag } from '@/shared/ui';
import { usePass } from '../components/use-pass';
import '../coupon.css';

/** The counter takes it while the owner looks on: the page says so by itself. */
const pollMs = 5_000;

/** One coupon: the code for the counter, and how, where and until when it is good. */
export default function CouponPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`coupon:${id}`, () => api.coupon.detail({ params: { id } }));
  const coupon = resource.data;
  const nowMs = useNow();
  usePolling(reload, pollMs, coupon?.canShow === true);
  return (
    <ResourcePage resource={resource} bones={[6, 3]} onRetry={reload} empty={() => null}>
      {(data) => (
        <>
          {data.state === 'used' ? (
            <Notice tone="green" icon="check">
              {data.usedAt ? `${sayInstant(data.usedAt, nowMs)} ` : ''}
              {data.usedStoreName ? `在${data.usedStoreName}` : ''}已使用
              {data.offFen ? `，为您省下 ${sayFen(data.offFen)}` : ''}
            </Notice>
          ) : null}
          <Card>
            <View className={`coupon-head${data.canShow ? '' : ' coupon-head--off'}`}>
              <View className="cb-title">{data.title}</View>
              <View className="coupon-head__big cb-num">{data.bigText}</View>
              <View>{data.faceText}</View>
              {data.state === 'used' ? null : (
                <View className={`cb-small ${data.soon ? 'cb-tone--amber' : 'cb-muted'}`}>
                  {data.validText}
                </View>
              )}
              {data.canShow ? <Show id={data.id} /> : <Tag>{data.stateLabel}</Tag>}
            </View>
          </Card>
          <Rules coupon={data} />
          {data.canShow ? (
            <Button block kind="secondary" onClick={() => go('booking.create')}>
              预约到店使用
            </Button>
          ) : null}
        </>
      )}
    </ResourcePage>
  );
}

function Show({ id }: { id: string }) {
  const { pass, lost, renew } = usePass(id);
  return (
    <View className="coupon-head__show">
      {pass ? (
        <ShowCode token={pass.token} code={pass.codeText} label="券码">
          给服务顾问扫码，或报这串数字
          <View className="cb-num">
            <Countdown key={pass.untilMs} untilMs={pass.untilMs} onEnd={renew} /> 后自动更新
          </View>
        </ShowCode>
      ) : lost ? (
        <Notice
          tone="amber"
          icon="offline"
          action={
            <Button kind="quiet" size="small" onClick={renew}>
              再试一次
            </Button>
          }
        >
          券码没有取到，正在为您重试
        </Notice>
      ) : (
        <View className="cb-code">
          <Skeleton width="204px" height="204px" />
        </View>
      )}
    </View>
  );
}

function Rules({ coupon }: { coupon: WalletCouponView }) {
  return (
    <>
      <Card title="怎么用">
        <View className="cb-lines">
          <View className="cb-pre">{coupon.howTo || '到店结账前出示，服务顾问会为您核销。'}</View>
          <View className="cb-small cb-muted">
            {coupon.thresholdText}
            {coupon.forText ? ` · 限${coupon.forText}` : ''} · {coupon.combineLabel}
          </View>
          <View className="cb-small cb-muted">来源：{coupon.sourceLabel}</View>
        </View>
      </Card>
      <Card flush title="可用门店">
        {coupon.stores.map((store) => (
          <Cell key={store.id} icon="pin" title={store.name} />
        ))}
      </Card>
    </>
  );
}
