import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { sayInstant } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { Card, Icon, ListPage, Tag } from '@/shared/ui';
import '../activity.css';

const empty = {
  icon: 'ticket',
  title: '还没有报名',
  note: '养护学堂、开放日都欢迎您来坐坐。',
  action: { label: '看看活动', onClick: () => go('activity') },
} as const;

/** My sign-ups, the newest session first; each opens its code. */
export default function MySignUpsPage() {
  const list = useList('sign-ups', (cursor) => api.activity.mySignUps({ query: { cursor, limit: 20 } }));
  const nowMs = useNow();
  return (
    <ListPage list={list} empty={empty}>
      {(signUp) => (
        <Card key={signUp.id} onClick={() => go('activity.signUp', { id: signUp.id })}>
          <View className="cb-row cb-row--between cb-row--gap">
            <View className="cb-title cb-grow">{signUp.title}</View>
            <Tag tone={signUp.state === 'going' || signUp.state === 'offered' ? 'green' : 'neutral'}>
              {signUp.attendedAt ? '已签到' : signUp.stateLabel}
            </Tag>
          </View>
          <View className="cb-muted cb-num">{sayInstant(signUp.startsAt, nowMs)}</View>
          <View className="cb-row cb-row--gap cb-small cb-muted">
            <Icon name="pin" size={15} ink="muted" />
            <View className="cb-grow">{signUp.place || signUp.storeName}</View>
          </View>
        </Card>
      )}
    </ListPage>
  );
}
