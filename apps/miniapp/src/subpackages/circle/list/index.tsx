import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { Button, Chip, Empty, HomeLink, More, Notice, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { PostCard } from '../components/post-card';
import '../circle.css';

/** What the list shows: everything, what I have written, or one topic. */
const ALL = '';
const MINE = 'mine';

export default function CircleListPage() {
  const params = useRouter().params;
  const [shown, setShown] = useState(params.mine === '1' ? MINE : ALL);
  const entry = useResource('circle.entry', () => api.circle.entry());
  const open = entry.resource.data?.open === true;
  const { resource, reload, more, loadMore } = useList(open ? `circle:${shown}` : null, (cursor) =>
    api.circle.feed({
      query: {
        ...{ cursor, limit: 10 },
        ...(shown === MINE ? { mine: 'true' as const } : shown === ALL ? {} : { topicId: shown }),
      },
    }),
  );
  const nowMs = useNow();
  const topic = entry.resource.data?.topics.find(({ id }) => id === shown);
  const blocked = entry.resource.data?.blockedText ?? '';
  const bones = (
    <>
      <SkeletonCard lines={4} />
      <SkeletonCard lines={4} />
    </>
  );
  return (
    <Screen
      footer={
        open && blocked === '' ? (
          <Button block onClick={() => go('circle.write', topic?.open ? { topicId: topic.id } : {})}>
            {topic?.isQuestion ? '提个问题' : '发帖子'}
          </Button>
        ) : undefined
      }
    >
      <ResourceView
        resource={entry.resource}
        skeleton={<View className="cb-stack">{bones}</View>}
        onRetry={entry.reload}
      >
        {({ open: isOpen, topics }) =>
          isOpen ? (
            <View className="cb-stack">
              {blocked === '' ? null : <Notice tone="amber">{blocked}</Notice>}
              <View className="cb-chips">
                <Chip label="全部" selected={shown === ALL} onClick={() => setShown(ALL)} />
                {topics.map(({ id, name }) => (
                  <Chip key={id} label={name} selected={shown === id} onClick={() => setShown(id)} />
                ))}
                <Chip label="我的" selected={shown === MINE} onClick={() => setShown(MINE)} />
              </View>
              <ResourceView resource={resource} skeleton={bones} onRetry={reload}>
                {(posts) =>
                  posts.length === 0 ? (
                    <Empty
                      icon="chat"
                      title={shown === MINE ? '您还没有发过帖子' : '这里还没有帖子'}
                      note="用车心得、自驾路线、养车疑问，都可以和车友聊聊。"
                    />
                  ) : (
                    <>
                      {posts.map((post) => (
                        <PostCard
                          key={post.id}
                          post={post}
                          nowMs={nowMs}
                          onOpen={() => go('circle.detail', { id: post.id })}
                        />
                      ))}
                      <More state={more} onMore={loadMore} />
                    </>
                  )
                }
              </ResourceView>
              <HomeLink />
            </View>
          ) : (
            <Empty
              icon="chat"
              title="车主圈暂未开放"
              note="开放后会在“活动”里看到它。"
              action={{ label: '看看爱车', onClick: () => go('home') }}
            />
          )
        }
      </ResourceView>
    </Screen>
  );
}
