import type { SignUpView } from '@cheban/contracts';
import { Textarea, View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { clockOf, sayInstant } from '@/shared/format/when';
import type { Tone } from '@/shared/theme/palette';
import {
  Button,
  Card,
  Cell,
  Countdown,
  HomeLink,
  Notice,
  QrCode,
  ResourceView,
  Screen,
  SkeletonCard,
  Stars,
  SubscribeLine,
  Tag,
} from '@/shared/ui';

/** A sign-up, and when an offer ends by the clock of this phone. */
export interface KnownSignUp {
  readonly signUp: SignUpView;
  readonly untilMs: number;
}

export interface SignUpScreenProps {
  known: Resource<KnownSignUp>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  busy: boolean;
  problem: string | null;
  survey: { readonly stars: number; readonly text: string };
  /** From `useSubscribe`. */
  offer: { readonly offered: boolean; readonly ask: () => Promise<boolean> };
  onSurvey: (change: { stars?: number; text?: string }) => void;
  onSendSurvey: () => void;
  onAccept: () => void;
  onCancel: () => void;
  onOver: () => void;
  onActivity: (activityId: string) => void;
  onCall: (phone: string) => void;
  onRetry: () => void;
}

const tones: Record<SignUpView['state'], Tone> = {
  going: 'green',
  waiting: 'amber',
  offered: 'brand',
  cancelled: 'neutral',
  ended: 'neutral',
};

/** My sign-up: the code for the door, or what there is to answer. */
export function SignUpScreen(props: SignUpScreenProps) {
  return (
    <Screen>
      <ResourceView
        resource={props.known}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={6} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(known) => <Filled {...props} known={known} />}
      </ResourceView>
    </Screen>
  );
}

type FilledProps = Omit<SignUpScreenProps, 'known'> & { known: KnownSignUp };

function Filled({ known, nowMs, busy, problem, offer, ...on }: FilledProps) {
  const { signUp, untilMs } = known;
  const open = signUp.state === 'going' || signUp.state === 'waiting' || signUp.state === 'offered';
  return (
    <View className="cb-stack">
      {problem ? <Notice tone="red">{problem}</Notice> : null}
      <Card>
        <View className="act-ticket">
          <Tag tone={tones[signUp.state]}>{signUp.attendedAt ? '已签到' : signUp.stateLabel}</Tag>
          <View className="cb-title">{signUp.title}</View>
          <View className="act-ticket__when cb-num">{sayInstant(signUp.startsAt, nowMs)}</View>
          <View className="cb-small cb-muted cb-num">
            到 {clockOf(signUp.endsAt)} 结束
            {signUp.guests > 0 ? ` · 您和 ${signUp.guests} 位同伴` : ''}
          </View>
          {signUp.token && !signUp.attendedAt ? (
            <QrCode className="act-ticket__code" text={signUp.token} label="签到码" />
          ) : null}
          <View>{signUp.text}</View>
        </View>
        {signUp.state === 'offered' ? (
          <Button block loading={busy} onClick={on.onAccept}>
            确认参加，还剩 <Countdown untilMs={untilMs} onEnd={on.onOver} />
          </Button>
        ) : null}
      </Card>
      {open && !signUp.attendedAt ? <SubscribeLine offer={offer} words="开始前一天，微信提醒您" /> : null}
      {signUp.canSurvey ? <Survey busy={busy} {...on} /> : null}
      {signUp.survey ? (
        <Card title="您的评价" extra={<Stars value={signUp.survey.stars} size={18} label="活动评价" />}>
          <View className="cb-muted">{signUp.survey.text || '谢谢您来，也谢谢您告诉我们。'}</View>
        </Card>
      ) : null}
      <Card flush>
        <Cell
          icon="pin"
          title={signUp.place || signUp.storeName}
          note={signUp.place && signUp.place !== signUp.storeName ? signUp.storeName : undefined}
        />
        <Cell icon="document" title="活动介绍" onClick={() => on.onActivity(signUp.activityId)} />
        <Cell
          icon="phone"
          title={`联系${signUp.storeName}`}
          note={signUp.storePhone}
          onClick={() => on.onCall(signUp.storePhone)}
        />
      </Card>
      {signUp.canCancel ? (
        <Button block kind="quiet" size="medium" disabled={busy} onClick={on.onCancel}>
          {signUp.state === 'going' ? '来不了，取消报名' : '退出候补'}
        </Button>
      ) : null}
      <HomeLink />
    </View>
  );
}

type SurveyProps = Pick<SignUpScreenProps, 'busy' | 'survey' | 'onSurvey' | 'onSendSurvey'>;

function Survey({ busy, survey, onSurvey, onSendSurvey }: SurveyProps) {
  return (
    <Card title="这次活动怎么样？">
      <View className="act-survey">
        <Stars value={survey.stars} onChange={(stars) => onSurvey({ stars })} size={34} label="活动评价" />
        <Textarea
          className="act-survey__text"
          value={survey.text}
          maxlength={300}
          autoHeight
          placeholder="想说点什么（可不填）"
          onInput={(event) => onSurvey({ text: event.detail.value })}
        />
        <Button block loading={busy} disabled={survey.stars === 0} onClick={onSendSurvey}>
          提交
        </Button>
      </View>
    </Card>
  );
}
