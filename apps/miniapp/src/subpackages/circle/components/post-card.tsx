import type { CircleCommentView, CirclePostView } from '@cheban/contracts';
import { circleStateLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayAgo } from '@/shared/format/when';
import { a11y, Card, Icon, Notice, PhotoRow, Tag } from '@/shared/ui';

/** Who wrote it, when, with which car; the store with its mark. */
export function AuthorLine({
  entry,
  model = '',
  nowMs,
}: {
  entry: CirclePostView | CircleCommentView;
  model?: string;
  nowMs: number;
}) {
  return (
    <View className="circle-head">
      <View className="cb-strong">{entry.author}</View>
      {entry.official ? <Tag tone="brand">官方</Tag> : null}
      {entry.mine ? <Tag>我</Tag> : null}
      <View className="cb-small cb-muted">
        {sayAgo(entry.at, nowMs)}
        {model === '' ? '' : ` · ${model}`}
      </View>
    </View>
  );
}

/** What only the author sees: how it stands, and what to do. */
export function StateLine({ entry }: { entry: CirclePostView | CircleCommentView }) {
  if (entry.stateText === '') return null;
  return (
    <View className="circle-state">
      <Notice {...(entry.state === 'checking' ? { tone: 'brand', icon: 'clock' } : { tone: 'amber' })}>
        {entry.stateText}
      </Notice>
    </View>
  );
}

interface PostCardProps {
  post: CirclePostView;
  nowMs: number;
  onOpen: () => void;
}

/** A post in the list; a tap opens it. */
export function PostCard({ post, nowMs, onOpen }: PostCardProps) {
  return (
    <Card>
      <View onClick={onOpen} hoverClass="cb-pressed" {...a11y('button', `${post.author}的帖子`)}>
        <AuthorLine entry={post} model={post.model} nowMs={nowMs} />
        <View className="circle-text circle-text--short">{post.text}</View>
      </View>
      <PhotoRow photos={post.photos} label="帖子照片" />
      <View className="circle-foot cb-small cb-muted" onClick={onOpen}>
        <Tag>{post.topicName}</Tag>
        {post.state === 'shown' ? (
          <>
            <View className="cb-row cb-row--gap">
              <Icon name="heart" size={16} ink={post.liked ? 'red' : 'muted'} />
              {post.likes} 赞
            </View>
            <View className="cb-row cb-row--gap">
              <Icon name="chat" size={16} ink="muted" />
              {post.comments} 评论
            </View>
          </>
        ) : (
          <Tag tone={post.state === 'checking' ? 'brand' : 'amber'}>{circleStateLabel[post.state]}</Tag>
        )}
      </View>
    </Card>
  );
}
