import type { MessageView } from '@cheban/contracts';
import type { MessageKind } from '@cheban/contracts/constants';
import { Text, View } from '@tarojs/components';
import { sayAgo } from '@/shared/format/when';
import { a11y, Icon, type IconName } from '@/shared/ui';

const icons: Partial<Record<MessageKind, IconName>> = {
  first_service_due: 'wrench',
  service_due: 'wrench',
  visit_delayed: 'clock',
  visit_ready: 'car',
  visit_checked_in: 'car',
  visit_progress: 'gauge',
  rating_invitation: 'star',
};

interface MessageCardProps {
  message: MessageView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onOpen: () => void;
}

/** One message: what, why, and the one thing to do about it. */
export function MessageCard({ message, nowMs, onOpen }: MessageCardProps) {
  return (
    <View
      className="message"
      onClick={onOpen}
      hoverClass="cb-pressed"
      {...a11y('button', `${message.read ? '' : '未读，'}${message.title}`)}
    >
      <View className="message__head">
        <View className="message__mark">
          <Icon name={icons[message.kind] ?? 'calendar'} size={20} ink="brand" />
        </View>
        <View className="cb-grow cb-strong">{message.title}</View>
        {message.read ? null : <View className="message__new">新</View>}
        <Text className="cb-small cb-muted cb-num">{sayAgo(message.at, nowMs)}</Text>
      </View>
      <View className="message__body">{message.body}</View>
      {message.action ? (
        <View className="message__action">
          <Text className="cb-grow">{message.action.label}</Text>
          <Icon name="arrow" size={16} ink="brand" />
        </View>
      ) : null}
    </View>
  );
}
