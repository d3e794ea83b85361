import type { MessageView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { sayInstant } from '@/shared/format/when';
import { Button, Card, HomeLink, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { MessageMark } from './message-card';

interface MessageDetailProps {
  message: Resource<MessageView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onAct: (page: string) => void;
  onRetry: () => void;
}

/** The whole of one message, and the one thing to do about it at the thumb. */
export function MessageDetail({ message, nowMs, onAct, onRetry }: MessageDetailProps) {
  const action = message.data?.action;
  return (
    <Screen
      footer={
        action ? (
          <Button block onClick={() => onAct(action.page)}>
            {action.label}
          </Button>
        ) : undefined
      }
    >
      <ResourceView
        resource={message}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={5} />
          </View>
        }
        onRetry={onRetry}
      >
        {(data) => (
          <View className="cb-stack">
            <Card>
              <View className="message__head">
                <MessageMark kind={data.kind} />
                <View className="cb-grow cb-title">{data.title}</View>
              </View>
              <View className="cb-small cb-muted cb-num message__when">{sayInstant(data.at, nowMs)}</View>
              <View className="message__whole">{data.body}</View>
            </Card>
            <HomeLink />
          </View>
        )}
      </ResourceView>
    </Screen>
  );
}
