import type { CircleTopicView, MeView, PhotoView } from '@cheban/contracts';
import { CIRCLE_PHOTOS_MAX, CIRCLE_TEXT_MAX } from '@cheban/contracts/constants';
import { Textarea, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { Button, Card, Chip, Notice, PhotoPick, ResourceView, Screen, SkeletonCard } from '@/shared/ui';

export interface PostDraft {
  readonly topicId: string;
  readonly text: string;
  readonly photos: readonly PhotoView[];
  /** The car whose model is shown; empty shows none. */
  readonly vehicleId: string;
}
export const emptyPost: PostDraft = { topicId: '', text: '', photos: [], vehicleId: '' };

interface WriteScreenProps {
  page: Resource<{ readonly topics: readonly CircleTopicView[]; readonly cars: MeView['vehicles'] }>;
  draft: PostDraft;
  /** Why the post was not shown, if it is mended. */
  stateText: string;
  busy: boolean;
  problem: string | null;
  onChange: (part: Partial<PostDraft>) => void;
  onSend: () => void;
  onRetry: () => void;
}

/** One post: what about, what, and pictures. */
export function WriteScreen({ page, draft, stateText, busy, problem, onChange, ...on }: WriteScreenProps) {
  const ready = draft.text.trim() !== '' && draft.topicId !== '';
  return (
    <Screen
      problem={problem}
      footer={
        <Button block disabled={!ready} loading={busy} onClick={on.onSend}>
          {draft.topicId === '' ? '请选择话题' : draft.text.trim() === '' ? '写点什么再发布' : '发布'}
        </Button>
      }
    >
      <ResourceView
        resource={page}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={2} />
            <SkeletonCard lines={5} />
          </View>
        }
        onRetry={on.onRetry}
      >
        {({ topics, cars }) => (
          <View className="cb-stack">
            {stateText === '' ? null : <Notice tone="amber">{stateText}</Notice>}
            <Card title="话题">
              <View className="cb-chips">
                {topics
                  .filter(({ open }) => open)
                  .map(({ id, name }) => (
                    <Chip
                      key={id}
                      label={name}
                      selected={id === draft.topicId}
                      onClick={() => onChange({ topicId: id })}
                    />
                  ))}
              </View>
            </Card>
            <Card title="内容">
              <Textarea
                className="circle-words"
                value={draft.text}
                maxlength={CIRCLE_TEXT_MAX}
                autoHeight
                placeholder="和车友说点什么…"
                onInput={(event) => onChange({ text: event.detail.value })}
              />
              <View className="circle-count cb-small cb-muted cb-num">
                {draft.text.length}/{CIRCLE_TEXT_MAX}
              </View>
              <PhotoPick
                photos={draft.photos}
                most={CIRCLE_PHOTOS_MAX}
                onChange={(photos) => onChange({ photos })}
              />
            </Card>
            {cars.length > 0 ? (
              <Card title="显示车型">
                <View className="cb-chips">
                  <Chip
                    label="不显示"
                    selected={draft.vehicleId === ''}
                    onClick={() => onChange({ vehicleId: '' })}
                  />
                  {cars.map(({ id, model }) => (
                    <Chip
                      key={id}
                      label={model}
                      selected={id === draft.vehicleId}
                      onClick={() => onChange({ vehicleId: id })}
                    />
                  ))}
                </View>
              </Card>
            ) : null}
            <View className="cb-small cb-muted">
              内容通过审核后展示。别人只看到“王女士”这样的称呼，看不到您的手机号和车牌；请不要在文字和照片里留下它们。
            </View>
          </View>
        )}
      </ResourceView>
    </Screen>
  );
}
