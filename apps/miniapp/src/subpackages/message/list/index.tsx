import type { MessageView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { api } from '@/shared/api';
import { showUnread } from '@/shared/data/unread';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { go, openPath } from '@/shared/nav/go';
import { Button, Empty, HomeLink, More, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { opensItself } from '../components/looks';
import { MessageCard } from '../components/message-card';
import '../message.css';

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard />
    <SkeletonCard />
    <SkeletonCard />
  </View>
);

export default function MessageListPage() {
  const [unread, setUnread] = useState(0);
  const { resource, reload, more, loadMore } = useList('messages', async (cursor) => {
    const page = await api.message.list({ query: { cursor, limit: 20 } });
    showUnread(page.unread);
    setUnread(page.unread);
    return page;
  });
  /** Opened here, before the server was heard. */
  const [opened, setOpened] = useState<readonly string[]>([]);
  const nowMs = useNow();

  const open = (message: MessageView) => {
    setOpened((before) => [...before, message.id]);
    // Reading is told in the background: a weak network must not hold the page back.
    if (!message.read && !opensItself(message))
      api.message
        .open({ params: { id: message.id } })
        .then(() => reload())
        .catch(() => undefined);
    if (opensItself(message)) go('message.detail', { id: message.id });
    else if (message.action) openPath(message.action.page);
  };

  return (
    <Screen>
      <ResourceView resource={resource} skeleton={skeleton} onRetry={reload}>
        {(messages) =>
          messages.length === 0 ? (
            <Empty
              icon="bell"
              title="还没有消息"
              note="保养快到期、预约有变化时，我们会在这里告诉您。"
              action={{ label: '看看爱车', onClick: () => go('home') }}
            />
          ) : (
            <View className="cb-stack">
              <View className="message-top">
                <View className="cb-grow cb-small cb-muted">
                  {unread > 0 ? `${unread} 条未读` : '都看过了'}
                </View>
                <Button kind="quiet" size="small" onClick={() => go('account.preferences')}>
                  提醒设置
                </Button>
              </View>
              {messages.map((message) => (
                <MessageCard
                  key={message.id}
                  message={opened.includes(message.id) ? { ...message, read: true } : message}
                  nowMs={nowMs}
                  onOpen={() => open(message)}
                />
              ))}
              <More state={more} onMore={loadMore} />
              <HomeLink />
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
