import type { ActivityListItem } from '@cheban/contracts';
import { signUpStateLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayInstant } from '@/shared/format/when';
import { Card, Cover, Icon, Tag } from '@/shared/ui';

interface ActivityCardProps {
  activity: ActivityListItem;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The list is of several stores: each says which. */
  severalStores: boolean;
  onOpen: () => void;
}

/** One activity in the list: what, when, where, and whether there is room. */
export function ActivityCard({ activity, nowMs, severalStores, onOpen }: ActivityCardProps) {
  const { mine, nextAt } = activity;
  return (
    <Card flush onClick={onOpen}>
      {activity.cover ? <Cover photo={activity.cover} label={activity.title} /> : null}
      <View className="cb-card activity-card">
        <View className="cb-row cb-row--gap">
          <Tag tone="brand">{activity.kindLabel}</Tag>
          {mine && signUpStateLabel[mine] !== activity.text ? (
            <Tag tone="green">{signUpStateLabel[mine]}</Tag>
          ) : null}
          <View
            className={`cb-grow cb-small activity-card__left ${activity.past ? 'cb-muted' : 'cb-tone--green'}`}
          >
            {activity.text}
          </View>
        </View>
        <View className="cb-title">{activity.title}</View>
        {activity.summary ? <View className="cb-small cb-muted">{activity.summary}</View> : null}
        {nextAt ? (
          <View className="cb-row cb-row--gap cb-small">
            <Icon name="clock" size={15} ink="muted" />
            <View className="cb-grow cb-num">
              {sayInstant(nextAt, nowMs)}
              {activity.sessions > 1 ? ` 等 ${activity.sessions} 场` : ''}
            </View>
          </View>
        ) : null}
        <View className="cb-row cb-row--gap cb-small cb-muted">
          <Icon name="pin" size={15} ink="muted" />
          <View className="cb-grow">
            {severalStores && activity.place
              ? `${activity.storeName} · ${activity.place}`
              : activity.place || activity.storeName}
          </View>
        </View>
      </View>
    </Card>
  );
}
