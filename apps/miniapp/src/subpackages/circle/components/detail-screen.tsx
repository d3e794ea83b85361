import type { CircleCommentView, CircleDetailView } from '@cheban/contracts';
import { CIRCLE_COMMENT_MAX } from '@cheban/contracts/constants';
import { Textarea, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Resource } from '@/shared/data/resource';
import {
  a11y,
  Button,
  Card,
  HomeLink,
  Icon,
  PhotoRow,
  ResourceView,
  Screen,
  SkeletonCard,
  Tag,
} from '@/shared/ui';
import { AuthorLine, StateLine } from './post-card';

export interface DetailScreenProps {
  post: Resource<CircleDetailView>;
  nowMs: number;
  /** The comment that is being written. */
  text: string;
  /** Whom it answers; null: the post. */
  replyTo: CircleCommentView | null;
  busy: boolean;
  problem: string | null;
  onText: (text: string) => void;
  onReplyTo: (comment: CircleCommentView | null) => void;
  onSend: () => void;
  onLike: () => void;
  onEdit: () => void;
  onReport: (id: string) => void;
  onRemove: (id: string) => void;
  onRetry: () => void;
  /** A sheet above the page. */
  above: ReactNode;
}

/** One post with its comments. */
export function DetailScreen(props: DetailScreenProps) {
  return (
    <Screen problem={props.problem}>
      <ResourceView
        resource={props.post}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={6} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(data) => <Filled {...props} data={data} />}
      </ResourceView>
      {props.above}
    </Screen>
  );
}

function Filled({ data, ...props }: DetailScreenProps & { data: CircleDetailView }) {
  const { nowMs, text, replyTo, busy } = props;
  const shown = data.state === 'shown';
  return (
    <View className="cb-stack">
      <Card>
        <AuthorLine entry={data} model={data.model} nowMs={nowMs} />
        <View className="circle-text">{data.text}</View>
        <PhotoRow photos={data.photos} label="帖子照片" />
        <StateLine entry={data} />
        <View className="circle-foot cb-small cb-muted">
          <Tag>{data.topicName}</Tag>
          {shown ? (
            <View
              className="circle-tap"
              onClick={props.onLike}
              {...a11y('button', data.liked ? `取消赞，共 ${data.likes} 个` : `赞，共 ${data.likes} 个`)}
            >
              <Icon name="heart" size={18} ink={data.liked ? 'red' : 'muted'} />
              {data.likes} 赞
            </View>
          ) : null}
          <Own entry={data} {...props} />
          {data.mayEdit ? (
            <Button kind="secondary" size="small" onClick={props.onEdit}>
              修改后重新提交
            </Button>
          ) : null}
        </View>
      </Card>
      {shown ? (
        <Card title={`评论 ${data.comments}`}>
          {data.commentList.map((comment) => (
            <View key={comment.id} className="circle-comment">
              <AuthorLine entry={comment} nowMs={nowMs} />
              <View className="circle-text">
                {comment.replyTo === '' ? '' : `回复 ${comment.replyTo}：`}
                {comment.text}
              </View>
              <StateLine entry={comment} />
              <View className="circle-foot cb-small cb-muted">
                {comment.state === 'shown' ? (
                  <View
                    className="circle-tap"
                    onClick={() => props.onReplyTo(comment)}
                    {...a11y('button', `回复${comment.author}`)}
                  >
                    回复
                  </View>
                ) : null}
                <Own entry={comment} {...props} />
              </View>
            </View>
          ))}
          <Textarea
            className="circle-words circle-words--small"
            value={text}
            maxlength={CIRCLE_COMMENT_MAX}
            autoHeight
            placeholder={replyTo ? `回复 ${replyTo.author}` : '说说您的看法'}
            onInput={(event) => props.onText(event.detail.value)}
          />
          <View className="circle-foot">
            <Button size="small" disabled={text.trim() === ''} loading={busy} onClick={props.onSend}>
              发表评论
            </Button>
            {replyTo ? (
              <Button kind="quiet" size="small" onClick={() => props.onReplyTo(null)}>
                不回复 {replyTo.author}
              </Button>
            ) : null}
          </View>
        </Card>
      ) : null}
      <HomeLink />
    </View>
  );
}

/** My own can be deleted; that of others reported. */
function Own({
  entry,
  onRemove,
  onReport,
}: Pick<DetailScreenProps, 'onRemove' | 'onReport'> & { entry: CircleDetailView | CircleCommentView }) {
  const [label, act] = entry.mine ? (['删除', onRemove] as const) : (['举报', onReport] as const);
  return (
    <View className="circle-tap" onClick={() => act(entry.id)} {...a11y('button', label)}>
      {label}
    </View>
  );
}
