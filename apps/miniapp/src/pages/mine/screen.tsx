import type { MeView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayPlate } from '@/shared/format/number';
import { Card, Cell, Icon, ResourceView, Screen, SkeletonCard, Tag } from '@/shared/ui';

interface MineScreenProps {
  me: Resource<MeView>;
  /** Messages not opened yet. */
  unread: number;
  onMessages: () => void;
  onBind: () => void;
  onVehicle: (vehicleId: string) => void;
  onPurse: (page: PursePage) => void;
  onCases: () => void;
  onReminders: () => void;
  onSettings: () => void;
  onRetry: () => void;
}

/** What the owner has and can buy. */
export type PursePage =
  | 'coupon.wallet'
  | 'coupon.benefits'
  | 'shop.cards'
  | 'campaign.mine'
  | 'shop.orders'
  | 'shop.items'
  | 'referral.mine'
  | 'game.list';

/** The 我的 tab: who I am, my cars, messages, settings. */
export function MineScreen(props: MineScreenProps) {
  const { me, unread, onMessages, onBind, onVehicle, onSettings, onRetry } = props;
  return (
    <Screen>
      <View className="cb-stack">
        <ResourceView resource={me} skeleton={<SkeletonCard />} onRetry={onRetry}>
          {(data) => (
            <>
              <Card>
                <View className="cb-row mine-head">
                  <View className="mine-head__face">
                    <Icon name="person" size={28} ink="brand" />
                  </View>
                  <View className="cb-grow">
                    <View className="cb-title">{data.name ?? '车主朋友'}</View>
                    <View className="cb-small cb-muted">{data.phoneMasked ?? '还没有验证手机号'}</View>
                  </View>
                </View>
              </Card>
              <Card flush title="我的爱车">
                {data.vehicles.map((vehicle) => (
                  <Cell
                    key={vehicle.id}
                    icon="car"
                    title={vehicle.model}
                    note={vehicle.plate ? sayPlate(vehicle.plate) : '暂无车牌'}
                    value="服务记录"
                    onClick={() => onVehicle(vehicle.id)}
                  />
                ))}
                <Cell
                  icon="plus"
                  title={data.vehicles.length > 0 ? '再绑定一辆' : '绑定爱车'}
                  onClick={onBind}
                />
              </Card>
            </>
          )}
        </ResourceView>
        {me.data?.bound ? (
          <Card flush>
            <Cell
              icon="ticket"
              title="卡包"
              note="卡券和兑换码"
              onClick={() => props.onPurse('coupon.wallet')}
            />
            <Cell
              icon="crown"
              title="会员权益"
              note="等级、升级还差多少、商家权益"
              onClick={() => props.onPurse('coupon.benefits')}
            />
            <Cell icon="card" title="保养卡" onClick={() => props.onPurse('shop.cards')} />
            <Cell icon="gift" title="我的红包" onClick={() => props.onPurse('campaign.mine')} />
            <Cell
              icon="star"
              title="小游戏"
              note="知识竞赛、幸运转盘和奖品"
              onClick={() => props.onPurse('game.list')}
            />
            <Cell icon="document" title="我的订单" onClick={() => props.onPurse('shop.orders')} />
            <Cell
              icon="wrench"
              title="养护商城"
              note="保养卡和好物"
              onClick={() => props.onPurse('shop.items')}
            />
            <Cell
              icon="heart"
              title="邀请朋友"
              note="朋友到店消费，两人都有礼"
              onClick={() => props.onPurse('referral.mine')}
            />
          </Card>
        ) : null}
        <Card flush>
          <Cell
            icon="bell"
            title="消息"
            value={unread > 0 ? <Tag tone="red">{unread > 99 ? '99+' : unread} 条未读</Tag> : undefined}
            onClick={onMessages}
          />
          {me.data?.bound ? (
            <Cell icon="chat" title="我的反馈" note="处理到哪一步、是否解决" onClick={props.onCases} />
          ) : null}
          {me.data?.bound ? (
            <Cell
              icon="clock"
              title="消息与提醒"
              note="想收什么、怎么收，由您决定"
              onClick={props.onReminders}
            />
          ) : null}
          <Cell icon="gear" title="设置" onClick={onSettings} />
        </Card>
      </View>
    </Screen>
  );
}
