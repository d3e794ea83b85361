import type { WalletCodeView, WalletCouponView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Button, Tag } from '@/shared/ui';
import { Ticket } from './ticket';

interface CouponTicketProps {
  coupon: WalletCouponView;
  onOpen: () => void;
}

/** One coupon of the wallet. */
export function CouponTicket({ coupon, onOpen }: CouponTicketProps) {
  const { state } = coupon;
  const good = state === 'held' || state === 'not_yet' || state === 'reserved';
  return (
    <Ticket
      big={coupon.bigText}
      small={coupon.thresholdText}
      title={coupon.title}
      off={!good}
      onOpen={onOpen}
    >
      <View className="cb-small cb-muted">{coupon.forText || coupon.summary || '到店服务通用'}</View>
      <View className="ticket__foot cb-small">
        {good && coupon.soon ? <Tag tone="amber">快到期</Tag> : null}
        {state === 'held' ? null : <Tag tone={good ? 'brand' : 'neutral'}>{coupon.stateLabel}</Tag>}
        <View className={`cb-grow ${good && coupon.soon ? 'cb-tone--amber' : 'cb-muted'}`}>
          {state === 'used' ? coupon.usedStoreName : coupon.validText}
        </View>
      </View>
    </Ticket>
  );
}

interface CodeTicketProps {
  code: WalletCodeView;
  busy: boolean;
  onReveal: () => void;
}

/** A code of a partner, masked until the owner asks for it. */
export function CodeTicket({ code, busy, onReveal }: CodeTicketProps) {
  return (
    <Ticket big="兑换码" small={code.issuer} title={code.title} off={code.expired}>
      <View className="cb-num">{code.codeMasked}</View>
      <View className="ticket__foot cb-small">
        <View className="cb-grow cb-muted">{code.expired ? '已过期' : code.validText || '长期有效'}</View>
        {code.expired ? null : (
          <Button
            kind="secondary"
            size="small"
            loading={busy}
            ariaLabel={`查看${code.title}兑换码`}
            onClick={onReveal}
          >
            查看
          </Button>
        )}
      </View>
    </Ticket>
  );
}
