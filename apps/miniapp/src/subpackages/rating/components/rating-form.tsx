import type { PhotoView } from '@cheban/contracts';
import {
  areFewStars,
  badRatingTags,
  isBadScore,
  MAX_RATING_PHOTOS,
  type RatingTag,
  type RatingTouchpoint,
  ratingTagLabel,
  ratingTags,
  ratingTouchpointLabel,
  ratingTouchpoints,
} from '@cheban/contracts/constants';
import { Textarea, View } from '@tarojs/components';
import { a11y, Button, Card, Chip, Notice, PhotoPick, Screen, Stars } from '@/shared/ui';

/** What the owner has filled in so far. `stars` 0 and `nps` null mean not yet. */
export interface RatingDraft {
  readonly stars: number;
  readonly nps: number | null;
  readonly touchpoints: Partial<Record<RatingTouchpoint, number>>;
  readonly tags: readonly RatingTag[];
  readonly text: string;
  readonly photos: readonly PhotoView[];
}

export const emptyRating: RatingDraft = {
  stars: 0,
  nps: null,
  touchpoints: {},
  tags: [],
  text: '',
  photos: [],
};

interface RatingFormProps {
  /** "定期保养 · 11月20日". */
  about: string;
  draft: RatingDraft;
  submitting?: boolean;
  problem?: string | null;
  /** What was written is kept on the server: it can be gone on with later. */
  kept?: boolean;
  onChange: (change: Partial<RatingDraft>) => void;
  onSubmit: () => void;
}

const words = ['请点星星', '很不满意', '不满意', '一般', '满意', '非常满意'] as const;

/** Rating of one visit: stars first, the rest unfolds. */
export function RatingForm({ about, draft, submitting, problem, kept, onChange, onSubmit }: RatingFormProps) {
  const bad = draft.stars > 0 && areFewStars(draft.stars);
  const offered = ratingTags.filter((tag) => badRatingTags.includes(tag) === bad);
  const toggle = (tag: RatingTag) =>
    onChange({
      tags: draft.tags.includes(tag) ? draft.tags.filter((entry) => entry !== tag) : [...draft.tags, tag],
    });
  // Tags of the other mood are taken back when the mood changes.
  const rate = (stars: number) =>
    onChange({ stars, tags: draft.tags.filter((tag) => badRatingTags.includes(tag) === areFewStars(stars)) });
  return (
    <Screen
      problem={problem}
      footer={
        <Button block disabled={draft.stars === 0} loading={submitting ?? false} onClick={onSubmit}>
          提交评价
        </Button>
      }
    >
      <View className="cb-stack">
        <Card>
          <View className="rate-top">
            <View className="cb-small cb-muted">{about}</View>
            <View className="cb-title">这次服务，您满意吗？</View>
            <Stars value={draft.stars} onChange={rate} size={38} label="总体评价" />
            <View className={`cb-strong ${bad ? 'cb-tone--amber' : 'cb-tone--brand'}`}>
              {words[draft.stars]}
            </View>
          </View>
        </Card>
        {draft.stars > 0 ? (
          <>
            {isBadScore(draft) ? (
              <Notice tone="brand" icon="chat">
                抱歉没让您满意。提交后店总会看到，并尽快联系您。
              </Notice>
            ) : null}
            <Card title={bad ? '哪里没做好' : '哪里做得好'}>
              <View className="cb-chips">
                {offered.map((tag) => (
                  <Chip
                    key={tag}
                    label={ratingTagLabel[tag]}
                    selected={draft.tags.includes(tag)}
                    onClick={() => toggle(tag)}
                  />
                ))}
              </View>
            </Card>
            <Card title="每一步的感受">
              {ratingTouchpoints.map((touchpoint) => (
                <View key={touchpoint} className="rate-row">
                  <View className="cb-grow">{ratingTouchpointLabel[touchpoint]}</View>
                  <Stars
                    value={draft.touchpoints[touchpoint] ?? 0}
                    onChange={(stars) =>
                      onChange({ touchpoints: { ...draft.touchpoints, [touchpoint]: stars } })
                    }
                    size={22}
                    label={ratingTouchpointLabel[touchpoint]}
                  />
                </View>
              ))}
            </Card>
            <Card title="愿意把我们推荐给朋友吗">
              <View className="rate-nps">
                {Array.from({ length: 11 }, (_, score) => (
                  <View
                    // biome-ignore lint/suspicious/noArrayIndexKey: the index is the score
                    key={score}
                    className={`rate-nps__score cb-num${draft.nps === score ? ' rate-nps__score--on' : ''}`}
                    onClick={() => onChange({ nps: score })}
                    {...a11y('button', `${score} 分${draft.nps === score ? '，已选' : ''}`)}
                  >
                    {score}
                  </View>
                ))}
              </View>
              <View className="cb-row cb-row--between cb-small cb-muted">
                <View>不愿意</View>
                <View>非常愿意</View>
              </View>
            </Card>
            <Card title="还想说点什么">
              <Textarea
                className="rate-text"
                value={draft.text}
                maxlength={500}
                autoHeight
                placeholder="您的话我们会一字不漏地看（可不填）"
                onInput={(event) => onChange({ text: event.detail.value })}
              />
              <PhotoPick
                photos={draft.photos}
                most={MAX_RATING_PHOTOS}
                onChange={(photos) => onChange({ photos })}
              />
            </Card>
            {kept ? (
              <View className="cb-small cb-muted rate-kept">已为您存好，没写完也可以稍后接着写</View>
            ) : null}
          </>
        ) : null}
      </View>
    </Screen>
  );
}
