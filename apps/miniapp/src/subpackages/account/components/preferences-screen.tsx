import type { PreferenceView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import type { Resource } from '@/shared/data/resource';
import { dateOf, sayAgo, sayDate } from '@/shared/format/when';
import { Button, Card, Icon, Notice, ResourceView, Screen, SkeletonCard, Toggle } from '@/shared/ui';
import { TopicCard } from './topic-card';
import type { ChannelView, TopicView } from './wishes';

export interface PreferencesScreenProps {
  wishes: Resource<PreferenceView>;
  /** Milliseconds since the epoch. */
  nowMs: number;
  mayAsk: boolean;
  /** What is being saved. */
  busy: TopicView['topic'] | 'quiet' | null;
  onTopic: (topic: TopicView, on: boolean) => void;
  onWay: (topic: TopicView, way: ChannelView, on: boolean) => void;
  onAsk: (topic: TopicView) => void;
  onQuiet: (on: boolean) => void;
  onRetry: () => void;
  /** Sheets above the page. */
  children?: ReactNode;
}

/** Changes shown before the rest is asked for. */
const shortLog = 3;

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard lines={3} />
    <SkeletonCard lines={3} />
    <SkeletonCard lines={2} />
  </View>
);

/** Which reminders reach the owner, and how. Every switch works at once. */
export function PreferencesScreen(props: PreferencesScreenProps) {
  return (
    <Screen>
      <ResourceView resource={props.wishes} skeleton={skeleton} onRetry={props.onRetry}>
        {(data) => <Filled {...props} data={data} />}
      </ResourceView>
      {props.children}
    </Screen>
  );
}

function Filled({ data, nowMs, mayAsk, busy, ...on }: PreferencesScreenProps & { data: PreferenceView }) {
  const today = dateOf(nowMs);
  const quiet = data.quietUntil !== null;
  return (
    <View className="cb-stack">
      <Notice tone="brand" icon="bell">
        {data.always}
      </Notice>
      <Card>
        <View className="wish-head">
          <Icon name="clock" size={22} ink={quiet ? 'brand' : 'muted'} />
          <View className="cb-grow">
            <View className="cb-title">免打扰三个月</View>
          </View>
          <Toggle on={quiet} label="免打扰三个月" busy={busy === 'quiet'} onChange={on.onQuiet} />
        </View>
        <View className="cb-small cb-muted">
          {data.quietUntil
            ? `到 ${sayDate(dateOf(Date.parse(data.quietUntil)), today)} 前，下面这些提醒都不会发到您的手机，只放在“消息”里。`
            : '最近不想被打扰？打开后，下面这些提醒只放在“消息”里。'}
        </View>
      </Card>
      {data.topics.map((topic) => (
        <TopicCard
          key={topic.topic}
          topic={topic}
          mayAsk={mayAsk}
          busy={busy === topic.topic}
          onTopic={(value) => on.onTopic(topic, value)}
          onWay={(way, value) => on.onWay(topic, way, value)}
          onAsk={() => on.onAsk(topic)}
        />
      ))}
      <ConsentLog data={data} nowMs={nowMs} />
    </View>
  );
}

function ConsentLog({ data, nowMs }: { data: PreferenceView; nowMs: number }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? data.log : data.log.slice(0, shortLog);
  return (
    <Card title="设置记录">
      {data.phoneMasked ? (
        <View className="cb-small cb-muted">短信发到 {data.phoneMasked}</View>
      ) : (
        <View className="cb-small cb-muted">还没有登记手机号，收不到短信。</View>
      )}
      {data.smsOffersSince ? (
        <View className="cb-small cb-muted">
          {sayDate(dateOf(Date.parse(data.smsOffersSince)), dateOf(nowMs))}{' '}
          起同意接收优惠短信，随时可以在这里关闭，或回复 R 退订
        </View>
      ) : null}
      {shown.map((entry) => (
        <View key={`${entry.at}${entry.text}`} className="wish-log">
          <View className="cb-grow">{entry.text}</View>
          <View className="cb-small cb-muted cb-num">
            {entry.by} · {sayAgo(entry.at, nowMs)}
          </View>
        </View>
      ))}
      {data.log.length === 0 ? <View className="cb-small cb-muted">您还没有改过设置。</View> : null}
      {data.log.length > shown.length ? (
        <Button block kind="quiet" size="medium" onClick={() => setWhole(true)}>
          查看全部 {data.log.length} 条
        </Button>
      ) : null}
    </Card>
  );
}
