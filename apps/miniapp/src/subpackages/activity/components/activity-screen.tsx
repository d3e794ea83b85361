import type { ActivityView, FormAnswers } from '@cheban/contracts';
import { signUpStateLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import type { Resource } from '@/shared/data/resource';
import { clockOf, sayInstant } from '@/shared/format/when';
import {
  a11y,
  Button,
  Card,
  Cell,
  Cover,
  HomeLink,
  Icon,
  PhotoRow,
  PlaceCell,
  ResourceView,
  Screen,
  SkeletonCard,
  Tag,
} from '@/shared/ui';
import { mostGuests } from './answers';
import { FormFields } from './form-fields';

type Session = ActivityView['sessions'][number];

export interface ActivityScreenProps {
  activity: Resource<ActivityView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  /** The session chosen, of the activity's. */
  session: Session | null;
  guests: number;
  answers: FormAnswers;
  busy: boolean;
  /** Why the last try failed; what was filled in stays. */
  problem: string | null;
  onSession: (session: Session) => void;
  onGuests: (guests: number) => void;
  onAnswer: (key: string, answer: FormAnswers[string]) => void;
  onSignUp: () => void;
  onMine: (signUpId: string) => void;
  onCall: (phone: string) => void;
  onRetry: () => void;
}

/** One activity: what, when, where, and the sign-up filled in as far as possible. */
export function ActivityScreen(props: ActivityScreenProps) {
  const { activity, session } = props;
  return (
    <Screen
      problem={props.problem}
      footer={activity.data && session ? <Foot {...props} session={session} /> : undefined}
    >
      <ResourceView
        resource={activity}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={6} />
            <SkeletonCard lines={3} />
          </View>
        }
        onRetry={props.onRetry}
      >
        {(data) => <Filled {...props} data={data} />}
      </ResourceView>
    </Screen>
  );
}

function Foot({ session, nowMs, busy, onMine, onSignUp }: ActivityScreenProps & { session: Session }) {
  const { mine, choice } = session;
  return (
    <View className="cb-row cb-row--gap">
      <View className="cb-grow">
        <View className="cb-strong cb-num">{sayInstant(session.startsAt, nowMs)}</View>
        <View className="cb-small cb-muted">{mine ? signUpStateLabel[mine.state] : session.text}</View>
      </View>
      {mine ? (
        <Button onClick={() => onMine(mine.id)}>查看我的报名</Button>
      ) : choice === 'none' ? null : (
        <Button loading={busy} onClick={onSignUp}>
          {choice === 'wait' ? '加入候补' : '确认报名'}
        </Button>
      )}
    </View>
  );
}

function Filled({ data, session, ...props }: ActivityScreenProps & { data: ActivityView }) {
  const open = session !== null && session.mine === null && session.choice !== 'none';
  // One seat left is one's own: nobody is asked for guests that cannot come.
  const guests = open && mostGuests(session) > 0;
  return (
    <View className="cb-stack">
      <Card flush>
        {data.cover ? <Cover photo={data.cover} label={data.title} /> : null}
        <View className="cb-card act-head">
          <View className="cb-row">
            <Tag tone="brand">{data.kindLabel}</Tag>
          </View>
          <View className="act-head__title">{data.title}</View>
          {data.summary ? <View className="cb-muted">{data.summary}</View> : null}
        </View>
      </Card>
      <Card title="场次">
        {data.sessions.length === 0 ? <View className="cb-muted">时间还在安排，定了会告诉您。</View> : null}
        {data.sessions.map((entry) => (
          <SessionLine
            key={entry.id}
            session={entry}
            nowMs={props.nowMs}
            chosen={entry.id === session?.id}
            onClick={() => props.onSession(entry)}
          />
        ))}
      </Card>
      {open && (guests || data.fields.length > 0) ? (
        <Card title="报名信息">
          {guests ? <Guests session={session} {...props} /> : null}
          <FormFields fields={data.fields} answers={props.answers} onAnswer={props.onAnswer} />
        </Card>
      ) : null}
      {data.description || data.photos.length > 1 ? (
        <Card title="介绍">
          {data.description ? <View className="act-text">{data.description}</View> : null}
          <PhotoRow photos={data.photos.slice(1)} label={data.title} />
        </Card>
      ) : null}
      <Card flush>
        <PlaceCell title={data.place || data.storeName} address={data.storeAddress} />
        <Cell
          icon="phone"
          title={`联系${data.storeName}`}
          note={data.storePhone}
          onClick={() => props.onCall(data.storePhone)}
        />
      </Card>
      <HomeLink />
    </View>
  );
}

interface SessionLineProps {
  session: Session;
  nowMs: number;
  chosen: boolean;
  onClick: () => void;
}

function SessionLine({ session, nowMs, chosen, onClick }: SessionLineProps) {
  const off = session.choice === 'none' && session.mine === null;
  const when = `${sayInstant(session.startsAt, nowMs)}–${clockOf(session.endsAt)}`;
  const classes = [
    'act-session',
    ...(chosen ? ['act-session--on'] : []),
    ...(off ? ['act-session--off'] : []),
  ];
  return (
    <View
      className={classes.join(' ')}
      onClick={onClick}
      {...a11y('button', `${when}，${session.text}${chosen ? '，已选' : ''}`)}
    >
      <View className="cb-grow">
        <View className="cb-strong cb-num">{when}</View>
        <View className="cb-small cb-muted">{session.text}</View>
      </View>
      {session.mine ? <Tag tone="green">{signUpStateLabel[session.mine.state]}</Tag> : null}
      {chosen && !session.mine ? <Icon name="check" size={18} ink="brand" /> : null}
    </View>
  );
}

type GuestsProps = Pick<ActivityScreenProps, 'guests' | 'onGuests'> & { session: Session };

function Guests({ session, guests, onGuests }: GuestsProps) {
  const most = mostGuests(session);
  return (
    <View className="act-guests">
      <View className="cb-grow">
        <View className="cb-strong">带几位同伴</View>
        <View className="cb-small cb-muted">不含您自己，最多 {most} 位</View>
      </View>
      <Button
        kind="secondary"
        size="small"
        ariaLabel="少一位"
        disabled={guests === 0}
        onClick={() => onGuests(guests - 1)}
      >
        －
      </Button>
      <View className="act-guests__count cb-num">{guests}</View>
      <Button
        kind="secondary"
        size="small"
        ariaLabel="多一位"
        disabled={guests >= most}
        onClick={() => onGuests(guests + 1)}
      >
        ＋
      </Button>
    </View>
  );
}
