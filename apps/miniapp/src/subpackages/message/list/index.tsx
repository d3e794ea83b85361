import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { openPath } from '@/shared/nav/go';
import { Empty, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { MessageCard } from '../components/message-card';
import '../message.css';

export default function MessageListPage() {
  const { resource, reload } = useResource(
    'messages',
    async () => (await api.message.list({ query: { limit: 20 } })).items,
  );
  const nowMs = useNow();
  return (
    <Screen>
      <ResourceView
        resource={resource}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard />
            <SkeletonCard />
            <SkeletonCard />
          </View>
        }
        onRetry={reload}
      >
        {(messages) =>
          messages.length === 0 ? (
            <Empty icon="bell" title="还没有消息" note="保养快到期、预约有变化时，我们会在这里告诉您。" />
          ) : (
            <View className="cb-stack">
              {messages.map((message) => (
                <MessageCard
                  key={message.id}
                  message={message}
                  nowMs={nowMs}
                  onOpen={() => {
                    // Reading is told in the background: a weak network must not hold the page back.
                    api.message.open({ params: { id: message.id } }).catch(() => undefined);
                    if (message.action) openPath(message.action.page);
                  }}
                />
              ))}
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
