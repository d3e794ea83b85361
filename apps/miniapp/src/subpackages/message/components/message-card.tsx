import type { MessageView } from '@cheban/contracts';
import { Text, View } from '@tarojs/components';
import { sayAgo } from '@/shared/format/when';
import { a11y, Icon } from '@/shared/ui';
import { lookOf, opensItself } from './looks';

interface MessageCardProps {
  message: MessageView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onOpen: () => void;
}

/** The sign of a message in its tone. */
export function MessageMark({ kind }: { kind: string }) {
  const { icon, tone } = lookOf(kind);
  return (
    <View className={`message__mark message__mark--${tone}`}>
      <Icon name={icon} size={20} ink={tone} />
    </View>
  );
}

/** One message: what, why, and the one thing to do about it. */
export function MessageCard({ message, nowMs, onOpen }: MessageCardProps) {
  const label = opensItself(message) ? (message.action ? '查看全文' : null) : message.action?.label;
  return (
    <View
      className="message"
      onClick={onOpen}
      hoverClass="cb-pressed"
      {...a11y('button', `${message.read ? '' : '未读，'}${message.title}`)}
    >
      <View className="message__head">
        <MessageMark kind={message.kind} />
        <View className="cb-grow cb-strong">{message.title}</View>
        {message.read ? null : <View className="message__new">新</View>}
        <Text className="cb-small cb-muted cb-num message__at">{sayAgo(message.at, nowMs)}</Text>
      </View>
      <View className="message__body">{message.body}</View>
      {label ? (
        <View className="message__action">
          <Text className="cb-grow">{label}</Text>
          <Icon name="arrow" size={16} ink="brand" />
        </View>
      ) : null}
    </View>
  );
}
