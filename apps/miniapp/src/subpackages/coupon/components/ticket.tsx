import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/shared/ui';

interface TicketProps {
  /** ¥50, 8折, 免费, 礼品. */
  big: string;
  /** Under it: 无门槛. */
  small: string;
  title: string;
  /** Cannot be used: grey. */
  off?: boolean;
  onOpen?: (() => void) | undefined;
  children: ReactNode;
}

/** A coupon as people know it: what it is worth on the left part, the rest beside it. */
export function Ticket({ big, small, title, off, onOpen, children }: TicketProps) {
  return (
    <View
      className={`ticket${off ? ' ticket--off' : ''}`}
      hoverClass={onOpen ? 'cb-pressed' : 'none'}
      onClick={onOpen}
      {...a11y(onOpen ? 'button' : undefined, onOpen ? `${title}，${big}，${small}` : undefined)}
    >
      <View className="ticket__face">
        <View className="ticket__big cb-num">{big}</View>
        <View className="cb-small">{small}</View>
      </View>
      <View className="ticket__words">
        <View className="cb-title">{title}</View>
        {children}
      </View>
    </View>
  );
}
