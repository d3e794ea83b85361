import { go } from '@/shared/nav/go';
import { Empty, Screen } from '@/shared/ui';

export default function ActivityPage() {
  return (
    <Screen>
      <Empty
        icon="gift"
        title="近期没有活动"
        note="养护学堂、服务开放日有了新安排，会第一时间告诉您。"
        action={{ label: '看看爱车', onClick: () => go('home') }}
      />
    </Screen>
  );
}
