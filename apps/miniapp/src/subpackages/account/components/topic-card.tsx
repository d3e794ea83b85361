import { View } from '@tarojs/components';
import { Button, Card, Icon, type IconName, Toggle } from '@/shared/ui';
import { type ChannelView, sayWay, shownWays, type TopicView, wayLabel } from './wishes';

const icons: Record<TopicView['topic'], IconName> = {
  due: 'wrench',
  health: 'shield',
  wishes: 'cake',
  offers: 'gift',
};

interface TopicCardProps {
  topic: TopicView;
  /** One more WeChat reminder can be asked for here. */
  mayAsk: boolean;
  /** A change of this topic is being saved. */
  busy: boolean;
  onTopic: (on: boolean) => void;
  onWay: (way: ChannelView, on: boolean) => void;
  onAsk: () => void;
}

/** One topic of reminders: whether, and by which ways. */
export function TopicCard({ topic, mayAsk, busy, onTopic, onWay, onAsk }: TopicCardProps) {
  return (
    <Card>
      <View className="wish-head">
        <Icon name={icons[topic.topic]} size={22} ink={topic.on ? 'brand' : 'muted'} />
        <View className="cb-title cb-grow">{topic.label}</View>
        <Toggle on={topic.on} label={topic.label} busy={busy} onChange={onTopic} />
      </View>
      <View className="cb-small cb-muted">{topic.hint}</View>
      {topic.on ? (
        <View className="wish-ways">
          {shownWays(topic).map((way) => (
            <View key={way.channel} className="wish-way">
              <View className="cb-grow">
                <View>{wayLabel[way.channel]}</View>
                <View className="cb-small cb-muted cb-num">{sayWay(topic, way, mayAsk)}</View>
              </View>
              {mayAsk && way.channel === 'subscribe' && way.on ? (
                <Button
                  kind="secondary"
                  size="small"
                  ariaLabel={`${topic.label}，再收一次微信提醒`}
                  onClick={onAsk}
                >
                  再收一次
                </Button>
              ) : null}
              <Toggle
                on={way.on}
                label={`${topic.label}，${wayLabel[way.channel]}`}
                busy={busy}
                onChange={(on) => onWay(way, on)}
              />
            </View>
          ))}
        </View>
      ) : (
        <View className="cb-small cb-muted wish-off">已关闭，不再提醒您，消息里也不再出现。</View>
      )}
    </Card>
  );
}
